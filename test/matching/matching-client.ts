import { setTimeout as wait } from 'node:timers/promises';
import { CRITERION_FIELDS } from '../../src/demo/criterion-view.js';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { type SignedInClient, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import type { TestService } from '../harness/test-service.js';
import { withoutPages } from '../harness/without-pages.js';

/** Both operations of `aLineInput`, in house. */
export const bothOperations = () => [
  aCapabilityInput({ site: 'xưởng 1' }),
  aCapabilityInput({
    site: 'xưởng 1',
    process: 'phay CNC',
    materials: ['nhôm'],
    tolerance: { value: 0.02 },
    monthlyCapacity: { value: 30_000, unit: 'cái' },
  }),
];

export interface Registered {
  client: SignedInClient;
  firmId: string;
}

/** A supplier that has signed up and registered a firm. */
export async function aFirm(service: TestService, changes: object = {}): Promise<Registered> {
  const client = await signedInSupplier(service);
  const { result } = await client.data(
    `mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) { firm { id } userErrors { code path message } } }`,
    { input: aRegistrationInput({ capabilities: bothOperations(), ...changes }) },
  );
  if (!result.firm) throw new Error(JSON.stringify(result.userErrors));
  return { client, firmId: result.firm.id };
}

/** Waits until every line of the request has been matched, as its buyer sees it. */
export async function matched(client: TestClient, requestId: string): Promise<void> {
  for (const deadline = Date.now() + 25_000; ; await wait(50)) {
    const { request } = await client.data(
      `query ($id: ID!) { request(id: $id) { matchingProgress { isComplete linesFailed linesDone } } }`,
      { id: requestId },
    );
    if (request.matchingProgress.isComplete) return;
    if (Date.now() > deadline) throw new Error(`not matched in time: ${JSON.stringify(request)}`);
  }
}

const MEASURE = 'value unit { code symbol }';
/** The values of every type there is, beside the words. */
const STATED = `__typename text
  ... on StatedQuantity { amount { ${MEASURE} } }
  ... on StatedConvertedQuantity { amount { ${MEASURE} } stated { ${MEASURE} } }
  ... on StatedSides { sides { ${MEASURE} } }
  ... on StatedRange { lowest { ${MEASURE} } highest { ${MEASURE} } }
  ... on StatedBounds { atLeast { ${MEASURE} } atMost { ${MEASURE} } }
  ... on StatedMaterials { materials { code } }
  ... on StatedTerms { terms { code } }
  ... on StatedProcess { process { code } isOwn }
  ... on StatedTolerance { plusMinus { ${MEASURE} } basis nominal { ${MEASURE} } }
  ... on StatedNearness { maxDistance { ${MEASURE} } provinces { code } }
  ... on StatedLocation { distance { ${MEASURE} } province { code } }
  ... on StatedPeriod { standards { code } from to evidence }`;

const MATCH = '__typename id releasedAt leftBecause firm { id name } operations { code }';
const JUDGED = `eligibility confirmed potential coverage evidence relevance standing
  verdicts { criterion { ${CRITERION_FIELDS} } outcome level weight reason required { ${STATED} } offered { ${STATED} }
    margin { ${MEASURE} } evidence sentence }
  gaps { criterion { ${CRITERION_FIELDS} } short { ${MEASURE} } closes sentence }`;
const REVIEW = 'reviewState reviewRecords { nodes { kind note reason { code } } }';

/** The matches of the request’s first line, as this client sees them. */
export async function matchesOf(client: TestClient, requestId: string) {
  const { request } = await client.data(
    `query ($id: ID!) { request(id: $id) { lines(first: 1) { nodes { id matchRun { id revision inputHash firmsConsidered counts { eligible toConfirm nearMiss unsuitable } }
       matches(first: 50) { nodes { ${MATCH} ${JUDGED} rank run { id } ... on OfficialMatch { ${REVIEW} } } pageInfo { hasNextPage endCursor } } } } } }`,
    { id: requestId },
  );
  return withoutPages(request.lines)[0];
}

export async function ownMatches(client: TestClient) {
  const { myMatches } = await client.data(
    `{ myMatches { nodes { ${MATCH} ${REVIEW} disclosure { level because } teaser { materials { code } region } judgement { ${JUDGED} } } } }`,
  );
  return withoutPages(myMatches);
}

export async function decide(client: TestClient, matchId: string, input: object) {
  const { result } = await client.data(
    `mutation ($matchId: ID!, $input: ReviewDecisionInput!) { result: reviewDecisionRecord(matchId: $matchId, input: $input) {
       match { id reviewState releasedAt } record { id kind note reason { code } } userErrors { code path message } } }`,
    { matchId, input },
  );
  return result;
}

export async function undo(client: TestClient, matchId: string) {
  const { result } = await client.data(
    `mutation ($matchId: ID!) { result: reviewDecisionUndo(matchId: $matchId) {
       match { reviewState releasedAt } userErrors { code path } } }`,
    { matchId },
  );
  return result;
}

export async function answer(client: TestClient, matchId: string, text: string) {
  const { result } = await client.data(
    `mutation ($matchId: ID!, $answer: String!) { result: reviewAnswer(matchId: $matchId, answer: $answer) {
       match { reviewState } userErrors { code path } } }`,
    { matchId, answer: text },
  );
  return result;
}

/** What suppliers are told of a request. */
export async function disclose(client: TestClient, id: string, beforeRelease: string, afterRelease: string) {
  const { result } = await client.data(
    `mutation ($id: ID!, $input: RequestDisclosureInput!) { result: requestDisclosureSet(id: $id, input: $input) {
       request { disclosure { beforeRelease afterRelease } } userErrors { code path } } }`,
    { id, input: { beforeRelease, afterRelease } },
  );
  return result;
}

export async function appeal(client: TestClient, matchId: string, reason = 'Đã lắp máy mới.') {
  const { result } = await client.data(
    `mutation ($matchId: ID!, $reason: String!) { result: reviewAppeal(matchId: $matchId, reason: $reason) {
       match { reviewState } record { kind note } userErrors { code path } } }`,
    { matchId, reason },
  );
  return result;
}
