import { setTimeout as wait } from 'node:timers/promises';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { CRITERION_FIELDS, type CriterionView, criterionKey } from '../../src/demo/criterion-view.js';
import type { ApiClient } from '../harness/api-client.js';
import type { BenchService } from '../harness/bench-service.js';
import { note } from '../harness/run-bench.js';
import type { Answer } from './compare.js';
import type { LabelledCases } from './labelled-cases.js';
import type { LeftOut } from './left-out.js';
import { CaseLoader, type LoadedCases, type LoadedLine } from './load-cases.js';

const POLL_MILLISECONDS = 200;
const LONGEST_WAIT_MILLISECONDS = 600_000;
/** Of each line of a request, all on one page: as many as the cost of one operation allows. */
const MATCHES_PER_PAGE = 10;

/** What Ketnoi answers through the API: matched by the jobs of the queue, read as the official reads it. */
export async function answerThroughApi(
  cases: LabelledCases,
  service: BenchService,
): Promise<{ answers: Answer[]; leftOut: LeftOut[] }> {
  note(`registering ${cases.firms.length} firms, posting ${cases.requests.length} requests as of ${cases.asOf} …`);
  const loaded = await new CaseLoader(service).load(cases);
  note('matching …');
  await service.app.get(BackgroundWork).start();
  for (const { id } of loaded.requests) await matched(loaded.official, id);
  note('reading the matches …');
  const answers: Answer[] = [];
  for (const request of loaded.requests) answers.push(...(await answersOf(request, loaded)));
  return { answers, leftOut: loaded.leftOut };
}

async function matched(official: ApiClient, id: string): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MILLISECONDS;
  for (;;) {
    const { request } = await official.query<{
      request: { matchingProgress: { isComplete: boolean; linesFailed: number } };
    }>('query ($id: ID!) { request(id: $id) { matchingProgress { isComplete linesFailed } } }', { id });
    const { isComplete, linesFailed } = request.matchingProgress;
    if (linesFailed > 0) throw new Error(`Matching failed for ${linesFailed} lines of request ${id}`);
    if (isComplete) return;
    if (Date.now() > deadline) throw new Error(`Request ${id} was not matched in time`);
    await wait(POLL_MILLISECONDS);
  }
}

interface MatchNode {
  rank: number;
  eligibility: Answer['eligibility'];
  relevance: number;
  firm: { id: string };
  verdicts: { criterion: CriterionView; outcome: Answer['verdicts'][string] }[];
  gaps: { criterion: CriterionView; short: { value: number } | null; closes: string }[];
}

interface LineNode {
  id: string;
  requirements: {
    certificates: { standard: { code: string } }[];
    characteristics: { characteristic: { code: string } }[];
  };
  matches: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: MatchNode[] };
}

const MATCHES = `query ($id: ID!, $first: Int!, $after: String) { request(id: $id) { lines(first: 100) { nodes { id
  requirements { certificates { standard { code } } characteristics { characteristic { code } } }
  matches(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    rank eligibility relevance firm { id } verdicts { criterion { ${CRITERION_FIELDS} } outcome }
    gaps { criterion { ${CRITERION_FIELDS} } short { value } closes } } } } } } }`;

/** Matches stand by rank, so the lines of a request turn their pages together. */
async function answersOf(
  { id, lines: asked }: LoadedCases['requests'][number],
  { official, firms }: LoadedCases,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: object = { id, first: MATCHES_PER_PAGE, after };
    const { request } = await official.query<{ request: { lines: { nodes: LineNode[] } } }>(MATCHES, variables);
    const lines = request.lines.nodes;
    for (const line of lines)
      answers.push(
        ...readMatches(
          line,
          asked.find((one) => one.id === line.id)!,
          firms,
        ),
      );
    after = lines.find(({ matches }) => matches.pageInfo.hasNextPage)?.matches.pageInfo.endCursor ?? null;
    if (after === null) return answers;
  }
}

function readMatches(line: LineNode, asked: LoadedLine, firms: ReadonlyMap<string, string>): Answer[] {
  const key = keysOf(asked, line);
  return line.matches.nodes.map(({ rank, eligibility, relevance, firm, verdicts, gaps }) => ({
    line: asked.line,
    firm: firms.get(firm.id)!,
    rank,
    eligibility,
    relevance,
    verdicts: Object.fromEntries(verdicts.map(({ criterion, outcome }) => [key(criterion), outcome])),
    gaps: gaps.map(({ criterion, short, closes }) => ({
      criterion: key(criterion),
      short: short?.value ?? null,
      closes,
    })),
  }));
}

/** The file’s key for a criterion of ours: its own number of an operation, its own word for a standard. */
function keysOf(line: LoadedLine, { requirements }: LineNode): (criterion: CriterionView) => string {
  const keys = new Map<string, string>();
  line.operations.forEach((number, index) => keys.set(`process:${index + 1}`, `process:${number}`));
  requirements.certificates.forEach(({ standard }, index) =>
    keys.set(`certificate:${standard.code}`, `certificate:${line.certificates[index]}`),
  );
  requirements.characteristics.forEach(({ characteristic }, index) =>
    keys.set(`characteristic:${characteristic.code}`, `extra:${line.characteristics[index]}`),
  );
  return (criterion) => keys.get(criterionKey(criterion)) ?? criterionKey(criterion);
}
