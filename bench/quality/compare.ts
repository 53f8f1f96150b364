import type { Label } from './labelled-cases.js';

/**
 * Ketnoi's answers beside the labels: shares that agree, and every disagreement by name. Answers may come from the
 * matching core or through the API; a labelled pair without an answer is one Ketnoi left out as sharing no operation.
 */

export interface Answer {
  line: string;
  firm: string;
  /** 1 for the best match of the line; null where there is no match. */
  rank: number | null;
  eligibility: Label['eligibility'];
  /** By the file's own keys: `process:1`, `certificate:ISO 9001`, `extra:layers`. */
  verdicts: Record<string, Label['verdicts'][string]>;
  gaps: { criterion: string; short: number | null; closes: string }[];
  relevance: number;
}

export interface Share {
  agreeing: number;
  total: number;
}

export interface Disagreement {
  line: string;
  firm: string;
  /** A verdict key, `eligibility`, `relevance`, `gap:KEY` (a gap on one side only, or closed differently), or `short:KEY`. */
  what: string;
  labelled: string;
  answered: string;
}

export interface Comparison {
  verdicts: Share;
  eligibilities: Share;
  gaps: Share;
  /** How much is short, among the gaps both sides have. */
  shorts: Share;
  relevances: Share;
  byCriterion: Map<string, Share>;
  disagreements: Disagreement[];
  /** Pairs without a label that were answered as anything but unsuitable. */
  unlabelled: Answer[];
}

const NO_ANSWER = '(none)';

export function compare(labels: readonly Label[], answers: readonly Answer[]): Comparison {
  const byPair = new Map(answers.map((answer) => [pairKey(answer), answer]));
  const labelled = new Set(labels.map(pairKey));
  const comparison: Comparison = {
    verdicts: { agreeing: 0, total: 0 },
    eligibilities: { agreeing: 0, total: 0 },
    gaps: { agreeing: 0, total: 0 },
    shorts: { agreeing: 0, total: 0 },
    relevances: { agreeing: 0, total: 0 },
    byCriterion: new Map(),
    disagreements: [],
    unlabelled: answers.filter((answer) => !labelled.has(pairKey(answer)) && answer.eligibility !== 'UNSUITABLE'),
  };
  for (const label of labels) compareOne(label, byPair.get(pairKey(label)), comparison);
  return comparison;
}

function compareOne(label: Label, answer: Answer | undefined, comparison: Comparison): void {
  const judge = (shares: Share[], what: string, labelled: string, answered: string): void => {
    for (const share of shares) {
      share.total += 1;
      if (labelled === answered) share.agreeing += 1;
    }
    if (labelled !== answered) {
      comparison.disagreements.push({ line: label.line, firm: label.firm, what, labelled, answered });
    }
  };
  judge([comparison.eligibilities], 'eligibility', label.eligibility, answer?.eligibility ?? 'UNSUITABLE');
  if (typeof label.relevance === 'number') {
    judge([comparison.relevances], 'relevance', String(label.relevance), String(answer?.relevance ?? 0));
  }
  for (const [key, outcome] of Object.entries(label.verdicts)) {
    const kind = key.split(':')[0] as string;
    const share = comparison.byCriterion.get(kind) ?? { agreeing: 0, total: 0 };
    comparison.byCriterion.set(kind, share);
    judge([comparison.verdicts, share], key, outcome, answer?.verdicts[key] ?? NO_ANSWER);
  }
  const labelledGaps = new Map((label.gaps ?? []).map((gap) => [gap.criterion, gap]));
  const answeredGaps = new Map((answer?.gaps ?? []).map((gap) => [gap.criterion, gap]));
  for (const key of new Set([...labelledGaps.keys(), ...answeredGaps.keys()])) {
    const expected = labelledGaps.get(key);
    const given = answeredGaps.get(key);
    judge([comparison.gaps], `gap:${key}`, closing(expected?.closes), closing(given?.closes));
    if (expected === undefined || given === undefined) continue;
    judge([comparison.shorts], `short:${key}`, rounded(expected.short), rounded(given.short));
  }
}

const pairKey = ({ line, firm }: { line: string; firm: string }): string => JSON.stringify([line, firm]);

/** "not closable" and NOT_CLOSABLE are the same word. */
const closing = (closes: string | null | undefined): string =>
  closes ? closes.toUpperCase().replaceAll(' ', '_') : NO_ANSWER;

const rounded = (short: number | null | undefined): string =>
  typeof short === 'number' ? String(Math.round(short * 1e6) / 1e6) : NO_ANSWER;

/** For a person at a terminal. */
export function comparisonText(comparison: Comparison): string {
  const lines = [
    `verdicts       ${shareText(comparison.verdicts)}`,
    `eligibilities  ${shareText(comparison.eligibilities)}`,
    `relevances     ${shareText(comparison.relevances)}`,
    `gaps           ${shareText(comparison.gaps)}`,
    `amounts short  ${shareText(comparison.shorts)}`,
    '',
    'by criterion',
    ...[...comparison.byCriterion].map(([kind, share]) => `  ${kind.padEnd(12)} ${shareText(share)}`),
  ];
  if (comparison.disagreements.length > 0) {
    lines.push('', 'disagreements (labelled, answered)');
    for (const { line, firm, what, labelled, answered } of comparison.disagreements) {
      lines.push(`  ${line} ${firm} ${what}: ${labelled}, ${answered}`);
    }
  }
  if (comparison.unlabelled.length > 0) {
    lines.push('', 'answered though not labelled');
    for (const { line, firm, eligibility } of comparison.unlabelled) lines.push(`  ${line} ${firm} ${eligibility}`);
  }
  return lines.join('\n');
}

const shareText = ({ agreeing, total }: Share): string =>
  total === 0 ? 'none' : `${agreeing} of ${total} (${((100 * agreeing) / total).toFixed(1)}%)`;

/** One JSON object per line of output, one per line of a request and firm. */
export const answerJson = ({ line, firm, rank, eligibility, verdicts }: Answer): string =>
  JSON.stringify({ line, firm, rank, eligibility, verdicts });
