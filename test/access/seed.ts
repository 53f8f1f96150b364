import { Client } from 'pg';
import { newId } from '../../src/platform/database/new-id.js';
import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import {
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
  SIGN_IN,
  type SignedInClient,
} from '../harness/people.js';
import type { TestService } from '../harness/test-service.js';
import { KINDS, type Kind } from './access-matrix.js';

/** Two organisations of each kind. */
export type People = Record<Kind, [SignedInClient, SignedInClient]>;

const CREATE = `mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { request { id } } }`;
const PUBLISH = `mutation ($id: ID!) { requestPublish(id: $id) { userErrors { code } } }`;
const QUEUE = `{ reviewQueue { nodes { id request { id } firm { capabilities { id } certificates { id } } } } }`;
const DECIDE = `mutation ($id: ID!, $input: ReviewDecisionInput!) {
  reviewDecisionRecord(matchId: $id, input: $input) { userErrors { code } } }`;
const ANSWER = `mutation ($id: ID!) { reviewAnswer(matchId: $id, answer: "Có.") { userErrors { code } } }`;

/**
 * Rows in every table, as people make them: two firms, two buyers with a draft and a published request each, matches with
 * a first firm questioned, answering and released to the first buyer; and what the platform writes beside it.
 */
export async function seed(service: TestService): Promise<People> {
  const people: People = {
    SUPPLIER: [await signedInSupplier(service), await signedInSupplier(service)],
    BUYER: [await signedInBuyer(service), await signedInBuyer(service)],
    AUTHORITY: [await signedInOfficial(service), await signedInOfficial(service, 'Sở Công Thương Đồng Nai')],
  };
  const [official] = people.AUTHORITY;
  for (const supplier of people.SUPPLIER) {
    await mustPass(supplier, 'mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) { userErrors { code } } }', {
      input: aRegistrationInput({ name: `Cơ khí ${supplier.email}` }),
    });
    await sendFile(service.url, supplier);
  }
  const published: string[] = [];
  for (const buyer of people.BUYER) {
    await buyer.data(CREATE, { input: aRequestInput() });
    const { requestCreate } = await buyer.data(CREATE, { input: aRequestInput() });
    published.push(requestCreate.request.id as string);
    await mustPass(buyer, PUBLISH.replace('requestPublish', 'result: requestPublish'), { id: published.at(-1) });
  }
  await untilMatched(official, published);
  await reviewFirst(people, published[0]!);
  await service.client().execute(SIGN_IN, { input: { email: 'ai-do@example.vn', password: 'sai mật khẩu rồi' } });
  await asPlatform(service, people);
  return people;
}

async function mustPass(client: SignedInClient, mutation: string, variables: object): Promise<void> {
  const { result } = await client.data(mutation, variables);
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
}

async function sendFile(url: string, client: SignedInClient): Promise<void> {
  const { headers } = client as unknown as { headers: Record<string, string> };
  const body = `%PDF-1.7\n% ${client.email}\n%%EOF\n`;
  const response = await fetch(`${url}/files?name=iso.pdf`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/pdf' },
    body,
  });
  if (response.status !== 201) throw new Error(await response.text());
}

async function untilMatched(official: SignedInClient, requests: string[]): Promise<void> {
  const query = 'query ($id: ID!) { request(id: $id) { matchingProgress { isComplete } } }';
  for (const id of requests) {
    while (!(await official.data(query, { id })).request.matchingProgress.isComplete) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Of the first firm for the first buyer: what it can do was seen, it was asked, it answered, it was released. */
async function reviewFirst({ SUPPLIER: [supplier], AUTHORITY: [official] }: People, requestId: string): Promise<void> {
  const { myFirm } = await supplier.data('{ myFirm { capabilities { id } } }');
  const capability = myFirm.capabilities[0].id as string;
  const { reviewQueue } = await official.data(QUEUE);
  const match = reviewQueue.nodes.find(
    (node: { request: { id: string }; firm: { capabilities: { id: string }[] } }) =>
      node.request.id === requestId && node.firm.capabilities.some(({ id }) => id === capability),
  );
  await mustPass(
    official,
    'mutation ($id: ID!) { result: capabilityVerify(id: $id, input: { grade: VISITED, expectedRevision: 1 }) { userErrors { code } } }',
    { id: capability },
  );
  const decide = (input: object) =>
    mustPass(official, DECIDE.replace('reviewDecisionRecord', 'result: reviewDecisionRecord'), { id: match.id, input });
  await decide({ decision: 'REQUEST_INFORMATION', note: 'Có máy 5 trục không?' });
  await mustPass(supplier, ANSWER.replace('reviewAnswer', 'result: reviewAnswer'), { id: match.id });
  await decide({ decision: 'APPROVE' });
}

/** Work under way, remembered answers and a sealed trail. */
async function asPlatform(service: TestService, people: People): Promise<void> {
  const client = new Client({ connectionString: service.database.superuserUrl });
  await client.connect();
  await client.query('DELETE FROM outbox');
  await client.query(
    `INSERT INTO outbox (id, job, payload, subject, state)
     SELECT gen_random_uuid(), 'matching.match-line', '{}', id::text, 'FAILED' FROM request_line`,
  );
  for (const kind of KINDS) {
    for (const { personId } of people[kind]) {
      await client.query(`INSERT INTO idempotency_key (person_id, key, request_hash) VALUES ($1, $2, '')`, [personId, newId()]);
    }
  }
  await client.query(`INSERT INTO audit_seal (number, entries, previous_hash, hash) VALUES (1000000, 0, '', '')`);
  await client.end();
}
