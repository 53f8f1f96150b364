import { setTimeout as wait } from 'node:timers/promises';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import type { ApiClient } from '../harness/api-client.js';
import type { BenchService } from '../harness/bench-service.js';
import { note } from '../harness/run-bench.js';
import type { Answer } from './compare.js';
import type { LabelledCases } from './labelled-cases.js';
import type { LeftOut } from './left-out.js';
import { CaseLoader, type LoadedCases, type LoadedLine } from './load-cases.js';

const POLL_MILLISECONDS = 200;
const LONGEST_WAIT_MILLISECONDS = 600_000;
const MATCHES_PER_PAGE = 100;

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
  const lines = loaded.requests.flatMap((request) => request.lines);
  const answers: Answer[] = [];
  for (const line of lines) answers.push(...(await answersOf(line, loaded)));
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
  verdicts: { criterion: string; outcome: Answer['verdicts'][string] }[];
  gaps: Answer['gaps'];
}

interface RequestNode {
  lines: {
    id: string;
    requirements: {
      certificates: { standard: { code: string } }[];
      characteristics: { characteristic: { code: string } }[];
    };
  }[];
}

const LINE = `query ($line: ID!, $first: Int!, $after: String) { requestLine(id: $line) { id
  requirements { certificates { standard { code } } characteristics { characteristic { code } } }
  matches(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    rank eligibility relevance firm { id } verdicts { criterion outcome } gaps { criterion short closes } } } } }`;

interface LineNode {
  requestLine: RequestNode['lines'][number] & {
    matches: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: MatchNode[] };
  };
}

async function answersOf(line: LoadedLine, { official, firms }: LoadedCases): Promise<Answer[]> {
  const answers: Answer[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: object = { line: line.id, first: MATCHES_PER_PAGE, after };
    const { requestLine } = await official.query<LineNode>(LINE, variables);
    const key = keysOf(line, requestLine);
    for (const { rank, eligibility, relevance, firm, verdicts, gaps } of requestLine.matches.nodes) {
      answers.push({
        line: line.line,
        firm: firms.get(firm.id)!,
        rank,
        eligibility,
        relevance,
        verdicts: Object.fromEntries(verdicts.map(({ criterion, outcome }) => [key(criterion), outcome])),
        gaps: gaps.map((gap) => ({ ...gap, criterion: key(gap.criterion) })),
      });
    }
    const { hasNextPage, endCursor } = requestLine.matches.pageInfo;
    if (!hasNextPage) return answers;
    after = endCursor;
  }
}

/** The file’s key for a criterion of ours: its own number of an operation, its own word for a standard. */
function keysOf(line: LoadedLine, { requirements }: LineNode['requestLine']): (criterion: string) => string {
  const keys = new Map<string, string>();
  line.operations.forEach((number, index) => keys.set(`process:${index + 1}`, `process:${number}`));
  requirements.certificates.forEach(({ standard }, index) =>
    keys.set(`certificate:${standard.code}`, `certificate:${line.certificates[index]}`),
  );
  requirements.characteristics.forEach(({ characteristic }, index) =>
    keys.set(`characteristic:${characteristic.code}`, `extra:${line.characteristics[index]}`),
  );
  return (criterion) => keys.get(criterion) ?? criterion;
}
