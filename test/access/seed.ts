import { Client } from 'pg';
import { newId } from '../../src/platform/database/new-id.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type Announced, sendFile, slotFor } from '../harness/files.js';
import {
  INVITE,
  PASSWORD,
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

const aCapability = () => aCapabilityInput({ site: 'xưởng 1' });

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id } userErrors { code } } }`;
const PUBLISH = `mutation ($id: ID!) { result: requestPublish(id: $id) { userErrors { code } } }`;
const REGISTER = `mutation ($input: FirmRegistrationInput!) {
  result: firmRegister(input: $input) { firm { capabilities { id } } userErrors { code } } }`;
const VERIFY = `mutation ($id: ID!) {
  result: capabilityVerify(id: $id, input: { grade: VISITED, note: "Xem tại xưởng." }) { userErrors { code } } }`;
const CONFLICT = `mutation ($input: ConflictOfInterestInput!) {
  result: conflictOfInterestDeclare(input: $input) { userErrors { code } } }`;
const QUEUE = `{ reviewQueue { nodes { id request { id } firm { id } } } }`;
const DECIDE = `mutation ($id: ID!, $input: ReviewDecisionInput!) {
  result: reviewDecisionRecord(matchId: $id, input: $input) { userErrors { code } } }`;
const FORGOTTEN = `mutation { passwordResetRequest(email: "ai-do@example.vn") { userErrors { code } } }`;
const OTHER_ADDRESS = `mutation ($input: EmailChangeRequestInput!) {
  result: emailChangeRequest(input: $input) { userErrors { code } } }`;
const ANSWER = `mutation ($id: ID!) { result: reviewAnswer(matchId: $id, answer: "Có.") { userErrors { code } } }`;

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
    const input = aRegistrationInput({
      name: `Cơ khí ${supplier.email}`,
      capabilities: [aCapability(), aCapability()],
    });
    const { firm } = await done(supplier, REGISTER, { input });
    await done(official, VERIFY, { id: firm.capabilities[0].id });
    await sendFiles(supplier, { purpose: 'CERTIFICATE_EVIDENCE' });
  }
  for (const authority of people.AUTHORITY) {
    const input = { buyerOrganisationId: people.BUYER[1].organisationId, reason: 'Người nhà' };
    await done(authority, CONFLICT, { input });
  }
  const published: string[] = [];
  for (const buyer of people.BUYER) {
    await sendFiles(buyer, { purpose: 'DRAWING' });
    await done(buyer, CREATE, { input: aRequestInput() });
    const { request } = await done(buyer, CREATE, { input: aRequestInput() });
    await done(buyer, PUBLISH, { id: request.id });
    published.push(request.id as string);
  }
  await untilMatched(official, published);
  await reviewFirst(people, published[0]!);
  await service.client().execute(SIGN_IN, { input: { email: 'ai-do@example.vn', password: 'sai mật khẩu rồi' } });
  await service.client().data(FORGOTTEN);
  for (const client of [...people.SUPPLIER, ...people.BUYER]) {
    await done(client, INVITE, { email: `moi.${client.email}`, role: 'VIEWER' });
  }
  const [supplier] = people.SUPPLIER;
  await done(supplier, OTHER_ADDRESS, { input: { email: 'khac@example.vn', currentPassword: PASSWORD } });
  await service.get(BackgroundWork).stop();
  await asPlatform(service, people);
  return people;
}

async function done(client: SignedInClient, mutation: string, variables: object): Promise<any> {
  const { result } = await client.data(mutation, variables);
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  return result;
}

/** One that has come, and one that is announced. */
async function sendFiles(client: SignedInClient, announced: Announced): Promise<void> {
  const { status } = await sendFile(client, announced, `%PDF-1.7\n% ${client.email}\n%%EOF\n`);
  if (status !== 201) throw new Error(`The file was refused with ${status}`);
  await slotFor(client, announced);
}

async function untilMatched(official: SignedInClient, requests: string[]): Promise<void> {
  const query = 'query ($id: ID!) { request(id: $id) { matchingProgress { isComplete } } }';
  for (const id of requests) {
    while (!(await official.data(query, { id })).request.matchingProgress.isComplete) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The first firm for the first buyer: it was asked, it answered, it was released. */
async function reviewFirst({ SUPPLIER: [supplier], AUTHORITY: [official] }: People, requestId: string): Promise<void> {
  const { myFirm } = await supplier.data('{ myFirm { id } }');
  const { reviewQueue } = await official.data(QUEUE);
  const nodes = reviewQueue.nodes as { id: string; request: { id: string }; firm: { id: string } }[];
  const { id } = nodes.find(({ request, firm }) => request.id === requestId && firm.id === myFirm.id)!;
  await done(official, DECIDE, { id, input: { kind: 'REQUEST_INFORMATION', note: 'Có máy 5 trục không?' } });
  await done(supplier, ANSWER, { id });
  await done(official, DECIDE, { id, input: { kind: 'APPROVE' } });
}

/** Work under way, remembered answers, a sealed trail, events and who follows them. */
async function asPlatform(service: TestService, people: People): Promise<void> {
  const client = new Client({ connectionString: service.database.superuserUrl });
  await client.connect();
  await client.query(`DELETE FROM outbox`);
  await client.query(
    `INSERT INTO outbox (id, job, payload, subject, organisation_id, state)
     SELECT gen_random_uuid(), 'matching.match-line', '{}', id::text, organisation_id, 'FAILED' FROM request_line
     WHERE revision > 0`,
  );
  for (const { organisationId } of people.AUTHORITY) {
    await client.query(`INSERT INTO review_rule (organisation_id, approvals_need_two) VALUES ($1, false)`, [
      organisationId,
    ]);
    await client.query(
      `INSERT INTO outbox (id, job, payload, subject, organisation_id)
       VALUES (gen_random_uuid(), 'something.long', '{}', 'of an authority', $1)`,
      [organisationId],
    );
  }
  await client.query(
    `INSERT INTO outbox (id, job, payload, subject) VALUES (gen_random_uuid(), 'something.else', '{}', 'of nobody')`,
  );
  await client.query(`UPDATE audit_entry SET position = NULL, hash = NULL`);
  await client.query(
    `INSERT INTO event (id, type, version, subject_type, subject_id, actor_kind, at, data)
     SELECT gen_random_uuid(), 'suppliers.firm-changed', 1, 'firm', gen_random_uuid(), kind, now() - interval '500 days', '{}'
     FROM unnest(ARRAY['ANONYMOUS', 'SYSTEM']) AS kind`,
  );
  await client.query(`INSERT INTO budget (key, points, expire) VALUES ('signIn:203.0.113.1', 1, 1)`);
  await client.query(`INSERT INTO event_follower (name) VALUES ('somebody')`);
  await client.query(
    `INSERT INTO audit_entry (id, actor_kind, action, subject_type, subject_id)
     SELECT gen_random_uuid(), kind, 'firm.create', 'firm', '' FROM unnest(ARRAY['ANONYMOUS', 'SYSTEM']) AS kind`,
  );
  for (const kind of KINDS) {
    for (const { organisationId, personId } of people[kind]) {
      await client.query(
        `INSERT INTO idempotency_key (organisation_id, person_id, key, request_hash) VALUES ($1, $2, $3, '')`,
        [organisationId, personId, newId()],
      );
    }
  }
  for (const { organisationId, personId } of Object.values(people).flat()) {
    await client.query(`INSERT INTO personal_data_export (id, person_id, organisation_id) VALUES ($1, $2, $3)`, [
      newId(),
      personId,
      organisationId,
    ]);
    await client.query(`INSERT INTO erasure (id, person_id, due_at, cancelled_at) VALUES ($1, $2, now(), now())`, [
      newId(),
      personId,
    ]);
  }
  await client.query(`INSERT INTO idempotency_key (key, request_hash) VALUES ($1, '')`, [newId()]);
  await client.query(
    `INSERT INTO audit_seal (number, chains, entries, previous_hash, hash) VALUES (1000000, 0, 0, '', '');
     INSERT INTO audit_head (chain, position, hash, seal) VALUES (gen_random_uuid(), 1, '', 1000000)`,
  );
  await client.end();
}
