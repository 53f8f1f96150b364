import type { ApiClient } from './api-client.js';
import { OFFICIAL_MATCH_FIELDS, type OfficialMatchView } from './match-view.js';
import { allPages, type Page } from './pages.js';

/** A request with its lines, runs and all matches, as the authority may read it. */

interface Counting {
  level: 'MUST' | 'PREFERENCE' | null;
  weight: number | null;
}

export interface LineView {
  id: string;
  position: number;
  title: string;
  operations: { position: number; ownOnly: boolean; process: { code: string; labels: { vi: string; en: string } } }[];
  requirements: Record<Measured | 'delivery' | 'languages' | 'endMarkets', Counting | null> & {
    certificates: (Counting & { standard: { code: string } })[];
    characteristics: (Counting & { characteristic: { code: string } })[];
  };
  matchRun: RunView;
  matches: OfficialMatchView[];
}

const MEASURED = [
  'material',
  'size',
  'mass',
  'thickness',
  'tolerance',
  'roughness',
  'lot',
  'volume',
  'leadTime',
] as const;
type Measured = (typeof MEASURED)[number];

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

const COUNTING = '{ level weight }';
const REQUEST = `query ($id: ID!, $after: String) { request(id: $id) { id title status revision publishedAt lines(first: 100, after: $after) { nodes {
  id position title operations { position ownOnly process { code labels { vi en } } }
  requirements { ${[...MEASURED, 'delivery', 'languages', 'endMarkets'].map((name) => `${name} ${COUNTING}`).join(' ')}
    certificates { standard { code } level weight } characteristics { characteristic { code } level weight } }
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

/** A criterion that every match of the line must have a verdict for. */
export interface ExpectedCriterion {
  criterion: string;
  level: 'MUST' | 'PREFERENCE';
  weight: number;
}

/** What the line asks for, worked out from the request alone: whoever checks the verdicts has something to check against. */
export function expectedCriteria({ operations, requirements, matchRun }: LineView): ExpectedCriterion[] {
  const expected = operations.map(({ position }) => ({
    criterion: `process:${position}`,
    counting: { level: 'MUST', weight: null } as Counting | null,
  }));
  const add = (criterion: string, counting: Counting | null): void => void expected.push({ criterion, counting });
  for (const name of MEASURED) add(name, requirements[name]);
  for (const asked of requirements.characteristics) add(`characteristic:${asked.characteristic.code}`, asked);
  add('place', requirements.delivery);
  for (const asked of requirements.certificates) add(`certificate:${asked.standard.code}`, asked);
  add('languages', requirements.languages);
  add('endMarket', requirements.endMarkets);
  return expected.flatMap(({ criterion, counting }) =>
    counting?.level ? [{ criterion, level: counting.level, weight: counting.weight ?? matchRun.mustWeight }] : [],
  );
}
