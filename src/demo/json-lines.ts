import { VERSION } from '../platform/version.js';
import { criterionKey } from './criterion-view.js';
import type { GapView, OfficialMatchView, VerdictView } from './match-view.js';
import { OFFICIAL } from './operator.js';
import type { LineView } from './request-view.js';
import type { DemoResult } from './story.js';

/**
 * The result as plain objects, one a line; `kind` says what a line is. Whoever wants to check the matches finds in
 * `requestLine` what each of them must have a verdict for, and in the verdicts all that the scores are made of.
 */
export function* jsonLines(result: DemoResult, seconds: number): Generator<object> {
  const { registered, registry, lists, requests, official, supplier, language } = result;
  yield { kind: 'demo', version: VERSION, language, fictional: true };
  yield { kind: 'registry', registered, ...registry };
  for (const list of lists) yield { kind: 'list', ...list };
  for (const { view, buyer, buyerLines } of requests) {
    const { lines, id: requestId, title: request, status, revision, publishedAt } = view;
    yield {
      kind: 'request',
      request,
      requestId,
      buyer: buyer.name,
      status,
      revision,
      publishedAt,
      lines: lines.length,
    };
    for (const line of lines) yield* linesOf(line, request);
    yield* buyerLines.map(({ position, matches }) => ({
      kind: 'buyerSees',
      buyer: buyer.name,
      request,
      line: position,
      matches: matches.nodes.map(
        ({ id: matchId, rank, firm, eligibility, confirmed, potential, releasedAt, contacts }) => ({
          matchId,
          rank,
          firmId: firm.id,
          firm: firm.name,
          eligibility,
          confirmed,
          potential,
          releasedAt,
          contacts,
        }),
      ),
    }));
  }
  yield* reviewLines(result);
  yield { kind: 'officialSees', official: OFFICIAL.email, ...official };
  if (supplier) {
    const matches = supplier.matches.map(({ judgement, ...match }) => ({
      ...match,
      judgement: judgement && { ...judgement, gaps: judgement.gaps.map(gapLine) },
    }));
    yield { kind: 'supplierSees', firm: supplier.firm.name, matches };
  }
  yield summary(result, seconds);
}

function* linesOf(line: LineView, request: string): Generator<object> {
  const { id: lineId, position, title, matchRun, matches } = line;
  const { id: runId, ...run } = matchRun;
  const operations = line.operations.map((operation) => ({
    position: operation.position,
    process: operation.process.code,
    ownOnly: operation.ownOnly,
  }));
  const criteria = line.criteria.map(({ criterion, ...counts }) => ({ criterion: criterionKey(criterion), ...counts }));
  yield { kind: 'requestLine', request, line: position, lineId, title, operations, criteria };
  yield { kind: 'run', request, line: position, runId, ...run };
  for (const match of matches) yield { kind: 'match', request, line: position, ...matchLine(match) };
}

function matchLine(match: OfficialMatchView): object {
  const { id: matchId, firm, verdicts, gaps, reviewState, releasedAt } = match;
  const { rank, eligibility, confirmed, potential, coverage, evidence } = match;
  return {
    matchId,
    rank,
    firmId: firm.id,
    firm: firm.name,
    source: firm.source,
    eligibility,
    confirmed,
    potential,
    coverage,
    evidence,
    verdicts: verdicts.map(verdictLine),
    gaps: gaps.map(gapLine),
    reviewState,
    released: releasedAt !== null,
  };
}

/** Flat, so that a line can be read with a spreadsheet or `jq`. */
function verdictLine({ criterion, required, offered, margin, ...verdict }: VerdictView): object {
  return {
    criterion: criterionKey(criterion),
    label: criterion.label,
    ...verdict,
    required: required.text,
    offered: offered?.text ?? null,
    margin: margin?.value ?? null,
    unit: margin?.unit?.code ?? null,
  };
}

const gapLine = ({ criterion, short, ...gap }: GapView): object => ({
  criterion: criterionKey(criterion),
  short: short?.value ?? null,
  unit: short?.unit?.code ?? null,
  ...gap,
});

function* reviewLines({ requests, reviewed }: DemoResult): Generator<object> {
  const decided = new Set(reviewed);
  for (const { view } of requests) {
    for (const { position, matches } of view.lines) {
      for (const { id: matchId, firm, reviewState, reviewRecords } of matches) {
        if (!decided.has(matchId)) continue;
        const place = { request: view.title, line: position, matchId, firmId: firm.id, firm: firm.name };
        yield { kind: 'review', ...place, reviewState, records: reviewRecords.nodes };
      }
    }
  }
}

function summary({ requests, official }: DemoResult, seconds: number): object {
  const lines = requests.flatMap(({ view }) => view.lines);
  const matches = lines.flatMap((line) => line.matches);
  const count = (eligibility: string): number => matches.filter((match) => match.eligibility === eligibility).length;
  return {
    kind: 'summary',
    requests: requests.length,
    lines: lines.length,
    matches: matches.length,
    eligible: count('ELIGIBLE'),
    toConfirm: count('TO_CONFIRM'),
    nearMiss: count('NEAR_MISS'),
    unsuitable: count('UNSUITABLE'),
    ...official.reviews,
    released: matches.filter(({ releasedAt }) => releasedAt !== null).length,
    seconds,
  };
}
