import { Client } from 'pg';
import { newId } from '../../src/platform/database/new-id.js';
import { SCOPES } from '../../src/platform/policy/scopes.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type Announced, sendFile, slotFor } from '../harness/files.js';
import {
  aSignUp,
  aTaxCode,
  CHALLENGED,
  enrolFactor,
  INVITE,
  PASSWORD,
  SIGN_UP_SUPPLIER,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
  SIGN_IN,
  type SignedInClient,
} from '../harness/people.js';
import { aProgramme, officialOf } from '../harness/remits.js';
import type { TestService } from '../harness/test-service.js';
import { KINDS, type Kind } from './access-matrix.js';

/** Two organisations of each kind, and two authorities with remits that have nothing in common. */
export type People = Record<Kind | 'BOUNDED_AUTHORITY', [SignedInClient, SignedInClient]>;

/** Each firm in another remit. */
const LIES = [{}, { sectors: ['electronics'], sites: [{ key: 'xưởng 1', address: 'KCN Amata, Đồng Nai' }] }];
const NOBODY_MAKES = aLineInput({ operations: [{ process: 'sewing' }], requirements: {} });
const authorities = (people: People) => [...people.AUTHORITY, ...people.BOUNDED_AUTHORITY];

const aCapability = () => aCapabilityInput({ site: 'xưởng 1' });

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id lines { nodes { id } } } userErrors { code } } }`;
const ATTACH = `mutation ($lineId: ID!, $fileId: ID!) {
  result: lineDrawingAttach(lineId: $lineId, fileId: $fileId) { userErrors { code } } }`;
const LET_IN = `mutation ($id: ID!, $authority: String!) {
  result: requestDrawingsGrant(id: $id, authority: $authority) { userErrors { code } } }`;
const DISCLOSE = `mutation ($id: ID!) {
  result: requestDisclosureSet(id: $id, input: { beforeRelease: REQUIREMENTS, afterRelease: FULL }) { userErrors { code } } }`;
const AGREE = `mutation ($id: ID!) {
  result: requestAgreementAsk(id: $id, input: { text: "Giữ bí mật." }) { userErrors { code } } }`;
const ASKED = `{ myMatches { nodes { id disclosure { agreement { id } } } } }`;
const ACCEPT = `mutation ($matchId: ID!, $agreementId: ID!) {
  result: matchAgreementAccept(matchId: $matchId, agreementId: $agreementId) { match { disclosure { agreement { id } } } userErrors { code } } }`;
const PUBLISH = `mutation ($id: ID!) { result: requestPublish(id: $id) { userErrors { code } } }`;
const REGISTER = `mutation ($input: FirmRegistrationInput!) {
  result: firmRegister(input: $input) { firm { capabilities { id } } userErrors { code } } }`;
const VERIFY = `mutation ($id: ID!) {
  result: capabilityVerify(id: $id, input: { grade: VISITED, note: "Xem tại xưởng." }) { userErrors { code } } }`;
const CONFLICT = `mutation ($input: ConflictOfInterestInput!) {
  result: conflictOfInterestDeclare(input: $input) { userErrors { code } } }`;
const CONTACT = `mutation ($input: ContactInput!) {
  result: contactAdd(input: $input) { userErrors { code } } }`;
const API_KEY = `mutation ($input: ApiKeyCreateInput!) {
  result: apiKeyCreate(input: $input) { secret userErrors { code } } }`;
const CLAIM = `mutation ($input: TaxCodeClaimInput!) {
  result: taxCodeClaim(input: $input) { userErrors { code } } }`;
const QUEUE = `{ reviewQueue { nodes { id request { id } firm { id } } } }`;
const DECIDE = `mutation ($id: ID!, $input: ReviewDecisionInput!) {
  result: reviewDecisionRecord(matchId: $id, input: $input) { userErrors { code } } }`;
const HAND_OVER = `mutation ($matchId: ID!, $personId: ID!) {
  result: reviewsHandOver(selection: { matches: [{ matchId: $matchId }] }, personId: $personId) { userErrors { code } } }`;
const FORGOTTEN = `mutation { passwordResetRequest(email: "ai-do@example.vn") { userErrors { code } } }`;
const OTHER_ADDRESS = `mutation ($input: EmailChangeRequestInput!) {
  result: emailChangeRequest(input: $input) { userErrors { code } } }`;
const ANSWER = `mutation ($id: ID!) { result: reviewAnswer(matchId: $id, answer: "Có.") { userErrors { code } } }`;

/**
 * Rows in every table, as people make them: two firms, two buyers with a draft and a published request each, matches with
 * a first firm questioned, answering and released to the first buyer; and what the platform writes beside it.
 */
export async function seed(service: TestService): Promise<People> {
  await aProgramme(service, 'co-khi', ['mechanical']);
  await aProgramme(service, 'dien-tu', ['electronics']);
  // A branch that came before its firm, which claims the code of it.
  const taxCode = aTaxCode();
  await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ taxCode: `${taxCode}-001` }));
  const headOffice = await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ taxCode }));
  await claimCode(headOffice, `${taxCode}-001`);
  const people: People = {
    SUPPLIER: [headOffice, await signedInSupplier(service)],
    BUYER: [await signedInBuyer(service), await signedInBuyer(service)],
    AUTHORITY: [await signedInOfficial(service), await signedInOfficial(service, 'Cục Công nghiệp')],
    BOUNDED_AUTHORITY: [
      await officialOf(service, 'Ban quản lý A', { provinces: ['Hà Nội'], programmes: ['co-khi'] }),
      await officialOf(service, 'Ban quản lý B', { provinces: ['Đồng Nai'], programmes: ['dien-tu'] }),
    ],
  };
  const [official] = people.AUTHORITY;
  for (const [at, supplier] of people.SUPPLIER.entries()) {
    const input = aRegistrationInput({
      ...LIES[at],
      name: `Cơ khí ${supplier.email}`,
      capabilities: [aCapability(), aCapability(), aCapability()],
    });
    const { firm } = await done(supplier, REGISTER, { input });
    await done(official, VERIFY, { id: firm.capabilities[0].id });
    await sendFiles(supplier, { purpose: 'CERTIFICATE_EVIDENCE' });
    await claimCodeOf(service, supplier);
  }
  for (const authority of authorities(people)) {
    const input = { buyerOrganisationId: people.BUYER[1].organisationId, reason: 'Người nhà' };
    await done(authority, CONFLICT, { input });
  }
  const published: string[] = [];
  for (const buyer of people.BUYER) {
    const fileId = await sendFiles(buyer, { purpose: 'DRAWING' });
    const draft = await done(buyer, CREATE, { input: aRequestInput() });
    await done(buyer, DISCLOSE, { id: draft.request.id });
    await done(buyer, AGREE, { id: draft.request.id });
    const { request } = await done(buyer, CREATE, { input: aRequestInput() });
    await done(buyer, PUBLISH, { id: request.id });
    await done(buyer, DISCLOSE, { id: request.id });
    await done(buyer, AGREE, { id: request.id });
    await done(buyer, ATTACH, { lineId: request.lines.nodes[0].id, fileId });
    published.push(request.id as string);
  }
  // Nobody can make this one, so that no authority with a remit sees it.
  const { request } = await done(people.BUYER[0], CREATE, { input: aRequestInput({ lines: [NOBODY_MAKES] }) });
  await done(people.BUYER[0], PUBLISH, { id: request.id });
  await untilMatched(official, [...published, request.id]);
  await lookAround(people, published[0]!);
  await reviewFirst(people, published[0]!);
  await acceptAgreements(people, published);
  for (const authority of authorities(people)) {
    const { viewer } = await authority.data('{ viewer { organisation { name } } }');
    await done(people.BUYER[0], LET_IN, { id: published[0]!, authority: viewer.organisation.name });
  }
  await service.client().execute(SIGN_IN, { input: { email: 'ai-do@example.vn', password: 'sai mật khẩu rồi' } });
  await service.client().data(FORGOTTEN);
  await enrolFactor(people.SUPPLIER[1]);
  await service.client().data(CHALLENGED, { input: { email: people.SUPPLIER[1].email, password: PASSWORD } });
  for (const client of [...people.SUPPLIER, ...people.BUYER]) {
    await done(client, INVITE, { email: `moi.${client.email}`, role: 'VIEWER' });
    await aKeyOf(client);
    for (const shown of ['NEVER', 'AT_RELEASE']) {
      const email = `${shown.toLowerCase()}.${client.email}`;
      await done(client, CONTACT, { input: { name: 'Trần Thị Bình', email, phone: '0912 345 678', shown } });
    }
  }
  const [supplier] = people.SUPPLIER;
  await done(supplier, OTHER_ADDRESS, { input: { email: 'khac@example.vn', currentPassword: PASSWORD } });
  await service.get(BackgroundWork).stop();
  await asPlatform(service, people);
  return people;
}

/** Another firm says that the tax code is its own. */
async function claimCodeOf(service: TestService, holder: SignedInClient): Promise<void> {
  const { taxCode } = (await holder.data('{ viewer { organisation { taxCode } } }')).viewer.organisation;
  await claimCode(await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ taxCode, claimsTaxCode: true })), taxCode);
}

async function claimCode(claimant: SignedInClient, taxCode: string): Promise<void> {
  const fileId = await sendFiles(claimant, { purpose: 'REGISTRATION_CERTIFICATE' });
  await done(claimant, CLAIM, { input: { taxCode, fileId, statement: 'Giấy chứng nhận của chúng tôi.' } });
}

/** A key of all scopes; answers its secret. */
export async function aKeyOf(client: SignedInClient): Promise<string> {
  const { secret } = await done(client, API_KEY, { input: { name: `ERP ${client.email}`, scopes: SCOPES } });
  return secret;
}

async function done(client: SignedInClient, mutation: string, variables: object): Promise<any> {
  const { result } = await client.data(mutation, variables);
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  return result;
}

/** One that has come, and one that is announced. */
async function sendFiles(client: SignedInClient, announced: Announced): Promise<string> {
  const { status, id } = await sendFile(client, announced, `%PDF-1.7\n% ${client.email}\n%%EOF\n`);
  if (status !== 201) throw new Error(`The file was refused with ${status}`);
  await slotFor(client, announced);
  return id;
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
  const id = await matchOf(supplier, official, requestId);
  await done(official, DECIDE, { id, input: { kind: 'REQUEST_INFORMATION', note: 'Có máy 5 trục không?' } });
  await done(supplier, ANSWER, { id });
  await done(official, DECIDE, { id, input: { kind: 'APPROVE' } });
}

/** Each official of a programme has looked at the firm of its own and keeps the review to itself. */
async function lookAround({ SUPPLIER, BOUNDED_AUTHORITY }: People, requestId: string): Promise<void> {
  for (const [at, official] of BOUNDED_AUTHORITY.entries()) {
    const { myFirm } = await SUPPLIER[at]!.data('{ myFirm { capabilities { id } } }');
    await done(official, VERIFY, { id: myFirm.capabilities[1].id });
    const matchId = await matchOf(SUPPLIER[at]!, official, requestId);
    await done(official, HAND_OVER, { matchId, personId: official.personId });
  }
}

async function matchOf(supplier: SignedInClient, official: SignedInClient, requestId: string): Promise<string> {
  const { myFirm } = await supplier.data('{ myFirm { id } }');
  const { reviewQueue } = await official.data(QUEUE);
  const nodes = reviewQueue.nodes as { id: string; request: { id: string }; firm: { id: string } }[];
  return nodes.find(({ request, firm }) => request.id === requestId && firm.id === myFirm.id)!.id;
}

/** The first firm accepts what the first buyer asks for, the second what the second does; each was cut off once. */
async function acceptAgreements({ SUPPLIER, AUTHORITY: [official] }: People, published: string[]): Promise<void> {
  const { reviewQueue } = await official.data(
    QUEUE.replace('reviewQueue', 'reviewQueue(filter: { states: [PENDING, APPROVED] })'),
  );
  const nodes = reviewQueue.nodes as { id: string; request: { id: string } }[];
  for (const [at, supplier] of SUPPLIER.entries()) {
    const { myMatches } = await supplier.data(ASKED);
    const own = new Map<string, string>(myMatches.nodes.map((match: any) => [match.id, match.disclosure.agreement.id]));
    const { id } = nodes.find(({ id, request }) => own.has(id) && request.id === published[at])!;
    await done(supplier, ACCEPT, { matchId: id, agreementId: own.get(id) });
  }
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
  for (const { organisationId, personId } of authorities(people)) {
    await client.query(`INSERT INTO review_rule (organisation_id, approvals_need_two) VALUES ($1, false)`, [
      organisationId,
    ]);
    await client.query(
      `WITH provider AS (
         INSERT INTO sign_in_provider (id, organisation_id, issuer, client_id, client_secret, redirect_uri, domains, claims, factors, is_only_way)
         VALUES (gen_random_uuid(), $1, 'https://id.example.vn', 'ketnoi', '', 'https://ketnoi.example.vn', '{example.vn}', '{}', '{}', false)
         RETURNING id),
       account AS (INSERT INTO provider_account (provider_id, subject, person_id) SELECT id, 'somebody', $2 FROM provider)
       INSERT INTO provider_sign_in (hash, provider_id, expires_at) SELECT sha256(id::text::bytea), id, now() FROM provider`,
      [organisationId, personId],
    );
    await client.query(
      `INSERT INTO outbox (id, job, payload, subject, organisation_id)
       VALUES (gen_random_uuid(), 'something.long', '{}', 'of an authority', $1)`,
      [organisationId],
    );
    await client.query(
      `INSERT INTO event (id, type, version, subject_type, subject_id, organisation_id, person_id, actor_kind, data)
       VALUES (gen_random_uuid(), 'something.done', 1, 'organisation', $1, $1, $2, 'AUTHORITY', '{}')`,
      [organisationId, personId],
    );
  }
  await client.query(
    `INSERT INTO access_cut (id, request_id, organisation_id, firm_organisation_id, cut_by, restored_at)
     SELECT gen_random_uuid(), accepted.request_id, buyer_organisation_id, accepted.organisation_id, asked_by, now()
     FROM agreement_acceptance AS accepted JOIN disclosure_agreement ON disclosure_agreement.id = agreement_id`,
  );
  await client.query(
    `INSERT INTO drawing_read (id, drawing_id, organisation_id, reader_organisation_id, reader_name, read_by)
     SELECT gen_random_uuid(), id, organisation_id, organisation_id, 'Bên mua', attached_by FROM drawing`,
  );
  await client.query(
    `INSERT INTO drawing_grant (id, request_id, organisation_id, authority_id, authority_name, granted_by, revoked_at)
     SELECT gen_random_uuid(), request_id, drawing.organisation_id, $2, 'Sở', attached_by, now() FROM drawing
     WHERE organisation_id = $1`,
    [people.BUYER[1].organisationId, people.AUTHORITY[1].organisationId],
  );
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
  await client.query(`INSERT INTO recovery_code_key (id, key) VALUES ('a', '')`);
  await client.query(`INSERT INTO event_follower (name) VALUES ('somebody')`);
  await client.query(
    `INSERT INTO audit_entry (id, actor_kind, action, subject_type, subject_id)
     SELECT gen_random_uuid(), kind, 'firm.create', 'firm', '' FROM unnest(ARRAY['ANONYMOUS', 'SYSTEM']) AS kind`,
  );
  for (const kind of [...KINDS, 'BOUNDED_AUTHORITY'] as const) {
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
    await client.query(
      `INSERT INTO privacy_declaration (id, person_id, about, version, language, made_in)
       VALUES ($1, $2, 'NOTICE', 1, 'vi', 'SIGN_UP')`,
      [newId(), personId],
    );
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
