import type { ApiClient } from './api-client.js';
import { CRITERION_FIELDS, type CriterionView } from './criterion-view.js';
import { OFFICIAL_MATCH_FIELDS, type OfficialMatchView } from './match-view.js';
import { allPages, type Page } from './pages.js';

/** A request with its lines, runs and all matches, as the authority may read it. */

/** A criterion that every match of the line must have a verdict for. */
export interface LineCriterionView {
  criterion: CriterionView;
  level: 'MUST' | 'PREFERENCE';
  weight: number;
}

export interface LineView {
  id: string;
  position: number;
  title: string;
  operations: { position: number; ownOnly: boolean; process: { code: string; labels: { vi: string; en: string } } }[];
  criteria: LineCriterionView[];
  matchRun: RunView;
  matches: OfficialMatchView[];
}

export interface RunView {
  id: string;
  revision: number;
  asOf: string;
  algorithmVersion: string;
  taxonomyVersion: string;
  inputHash: string;
  mustWeight: number;
  firmsConsidered: number;
  matchesKept: number;
  counts: { eligible: number; toConfirm: number; nearMiss: number; unsuitable: number };
  finishedAt: string;
}

export interface RequestView {
  id: string;
  title: string;
  status: string;
  revision: number;
  publishedAt: string;
  lines: LineView[];
}

const REQUEST = `query ($id: ID!, $after: String) { request(id: $id) { id title status revision publishedAt lines(first: 100, after: $after) { nodes {
  id position title operations { position ownOnly process { code labels { vi en } } }
  criteria { criterion { ${CRITERION_FIELDS} } level weight }
  matchRun { id revision asOf algorithmVersion taxonomyVersion inputHash mustWeight firmsConsidered matchesKept
    counts { eligible toConfirm nearMiss unsuitable } finishedAt } } pageInfo { hasNextPage endCursor } } } }`;

const MATCHES = `query ($id: ID!, $after: String) { node(id: $id) { ... on RequestLine {
  matches(first: 100, after: $after) { nodes { ${OFFICIAL_MATCH_FIELDS} } pageInfo { hasNextPage endCursor } } } } }`;

type Frame = Omit<RequestView, 'lines'>;

export async function readRequest(api: ApiClient, id: string): Promise<RequestView> {
  let frame: Frame | undefined;
  const lines = await allPages(async (after) => {
    const { request } = await api.query<{ request: Frame & { lines: Page<LineView> } }>(REQUEST, { id, after });
    frame = request;
    return request.lines;
  });
  for (const line of lines) {
    line.matches = await allPages(async (after) => {
      const { node } = await api.query<{ node: { matches: Page<OfficialMatchView> } }>(MATCHES, { id: line.id, after });
      return node.matches;
    });
  }
  return { ...frame!, lines };
}
