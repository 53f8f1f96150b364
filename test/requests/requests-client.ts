import { aRequestInput } from '../harness/factories/a-request-input.js';
import type { TestClient } from '../harness/test-client.js';
import { withoutPages } from '../harness/without-pages.js';

/** An id of the right form that no request has. */
export const NO_REQUEST = '0193a8c0-0000-7000-8000-000000000000';

const LINE = 'id position title operations { position process { code } ownOnly }';
const REQUEST = `id status revision version title description excludedTaxCodes publishedAt closedAt canPublish
  publishProblems { code message path } lines(first: 100) { nodes { ${LINE} revision } }
  revisions { nodes { revision title lines { nodes { ${LINE} } } } }`;
const PAYLOAD = `request { ${REQUEST} } userErrors { code message path suggestions }`;

interface Refusable {
  userErrors: { code: string; path: string[] }[];
}

/** What stood in the way, as "CODE path". */
export const codes = ({ userErrors }: Refusable): string[] =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

export async function create(client: TestClient, input: object) {
  const { result } = await client.data(
    `mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return withoutPages(result);
}

export async function change(client: TestClient, id: string, input: object, expectedRevision?: number) {
  const { result } = await client.data(
    `mutation ($id: ID!, $input: ComponentRequestInput!, $expectedRevision: Int) {
       result: requestUpdate(id: $id, input: $input, expectedRevision: $expectedRevision) { ${PAYLOAD} } }`,
    { id, input, expectedRevision },
  );
  return withoutPages(result);
}

/** One of the mutations that take nothing but an id. */
export async function move(client: TestClient, mutation: string, id: string) {
  const { result } = await client.data(`mutation ($id: ID!) { result: ${mutation}(id: $id) { ${PAYLOAD} } }`, { id });
  return withoutPages(result);
}

export async function aDraft(client: TestClient, input: object = aRequestInput()) {
  const { request, userErrors } = await create(client, input);
  if (!request) throw new Error(JSON.stringify(userErrors));
  return request;
}

/** All lines of a request, page by page. */
export async function allLines(client: TestClient, id: string) {
  const lines: any[] = [];
  for (let after: string | null = null; ;) {
    const { request }: any = await client.data(
      `query ($id: ID!, $after: String) { request(id: $id) { lines(first: 100, after: $after) {
         nodes { ${LINE} revision } pageInfo { hasNextPage endCursor } } } }`,
      { id, after },
    );
    lines.push(...request.lines.nodes);
    if (!request.lines.pageInfo.hasNextPage) return lines;
    after = request.lines.pageInfo.endCursor;
  }
}

export async function aPublishedRequest(client: TestClient, input: object = aRequestInput()) {
  const { id } = await aDraft(client, input);
  const { request, userErrors } = await move(client, 'requestPublish', id);
  if (!request) throw new Error(JSON.stringify(userErrors));
  return request;
}
