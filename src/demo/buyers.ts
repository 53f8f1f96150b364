import type { ApiClient, Mutation } from './api-client.js';
import { type DemoRequest, requestInput } from './demo-registry.js';
import { MATCH_FIELDS, type MatchView } from './match-view.js';
import { allPages, type Page } from './pages.js';

const REQUEST_CREATE: Mutation = {
  variables: '$input: ComponentRequestInput!',
  call: 'requestCreate(input: $input)',
  answer: 'request { id title status }',
};
const REQUEST_PUBLISH: Mutation = {
  variables: '$id: ID!',
  call: 'requestPublish(id: $id)',
  answer: 'request { id title status }',
};
const DISCLOSURE_SET: Mutation = {
  variables: '$id: ID!, $input: RequestDisclosureInput!',
  call: 'requestDisclosureSet(id: $id, input: $input)',
  answer: 'request { id }',
};

interface OwnRequest {
  id: string;
  title: string | null;
  status: string;
}

/** The ids of the requests, in order; what an earlier run has not written or published is, now. */
export async function postRequests(
  buyer: ApiClient,
  requests: readonly DemoRequest[],
  today: string,
  onPosted: () => void,
): Promise<string[]> {
  const own = await ownRequests(buyer);
  const ids: string[] = [];
  for (const demo of requests) {
    const known = own.find(({ title, status }) => title === demo.request.title && status !== 'WITHDRAWN');
    const request = known ?? (await createRequest(buyer, demo, today));
    if (request.status === 'DRAFT') {
      if (demo.disclosure) {
        await buyer.mutate(DISCLOSURE_SET, { id: request.id, input: demo.disclosure }, `demo-tell-${request.id}`);
      }
      await buyer.mutate(REQUEST_PUBLISH, { id: request.id }, `demo-publish-${request.id}`);
    }
    ids.push(request.id);
    onPosted();
  }
  return ids;
}

async function createRequest(buyer: ApiClient, demo: DemoRequest, today: string): Promise<OwnRequest> {
  const { request } = await buyer.mutate<{ request: OwnRequest }>(REQUEST_CREATE, { input: requestInput(demo, today) });
  return request;
}

async function ownRequests(buyer: ApiClient): Promise<OwnRequest[]> {
  const { requests } = await buyer.query<{ requests: { nodes: OwnRequest[] } }>(
    '{ requests(first: 100) { nodes { id title status } } }',
  );
  return requests.nodes;
}

export interface MatchingProgress {
  linesTotal: number;
  linesDone: number;
  linesFailed: number;
  isComplete: boolean;
}

export async function matchingProgress(buyer: ApiClient, requestId: string): Promise<MatchingProgress> {
  const { request } = await buyer.query<{ request: { matchingProgress: MatchingProgress } }>(
    `query ($id: ID!) { request(id: $id) { matchingProgress { linesTotal linesDone linesFailed isComplete } } }`,
    { id: requestId },
  );
  return request.matchingProgress;
}

/** What a buyer sees of a request: of each line the matches that were released to it. */
export interface BuyerLine {
  id: string;
  position: number;
  title: string;
  matches: { nodes: ReleasedMatchView[] };
}

/** With whom to turn to in the firm. */
export interface ReleasedMatchView extends MatchView {
  contacts: { name: string; email: string }[];
}

export async function buyerSees(buyer: ApiClient, requestId: string): Promise<BuyerLine[]> {
  return allPages(async (after) => {
    const { request } = await buyer.query<{ request: { lines: Page<BuyerLine> } }>(
      `query ($id: ID!, $after: String) { request(id: $id) { lines(first: 5, after: $after) {
         nodes { id position title matches(first: 100) { nodes { ${MATCH_FIELDS} ... on BuyerMatch { contacts { name email } } } } } pageInfo { hasNextPage endCursor } } } }`,
      { id: requestId, after },
    );
    return request.lines;
  });
}
