import { bold, dim, green, red, table, yellow } from '../platform/text/styles.js';
import type { Language } from '../platform/i18n/message.js';
import {
  type Eligibility,
  isOwnProfile,
  type MatchView,
  type OfficialMatchView,
  type VerdictView,
} from './match-view.js';
import type { LineView } from './request-view.js';
import type { DemoWords } from './words.js';

/** How many of a line's matches are shown; `--json` has all. */
const SHOWN = 5;
const SHOWN_OTHERS = 3;
const SHOWN_SENTENCES = 2;
/** Columns of running text. */
const TEXT_WIDTH = 116;
const RANKING_WIDTHS = [5, 46, 16, 13, 14, 14];
const VERDICT_WIDTHS = [24, 25, 25, 14, 11, 13];

/** The words for people, with numbers the way the language writes them. */
export interface Wording {
  words: DemoWords;
  language: Language;
  number(value: number, digits?: number): string;
}

export const wordingOf = (words: DemoWords, language: Language): Wording => ({
  words,
  language,
  number: (value, digits) =>
    value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
      maximumFractionDigits: digits ?? 3,
      ...(digits !== undefined && { minimumFractionDigits: digits }),
    }),
});

/** What matching found for one line: who, in which order, and why. */
export function lineText(line: LineView, wording: Wording): string {
  const { words, language } = wording;
  const { matches, operations, matchRun } = line;
  const { counts } = matchRun;
  const chain = operations.map(({ process }) => process.labels[language]).join(' → ');
  const found = (
    [
      ['ELIGIBLE', counts.eligible],
      ['TO_CONFIRM', counts.toConfirm],
      ['NEAR_MISS', counts.nearMiss],
      ['UNSUITABLE', counts.unsuitable],
    ] as [Eligibility, number][]
  ).map(([eligibility, count]) => `${words.eligibility[eligibility]} ${count}`);
  const [best] = matches;
  return [
    `${bold(line.title)}`,
    `${words.operations}: ${chain}`,
    found.join(' · '),
    ...(best ? [ranking(matches, wording), verdictTable(best, wording), ...others(matches, wording)] : [words.nobody]),
  ].join('\n');
}

function ranking(matches: readonly OfficialMatchView[], wording: Wording): string {
  const { words } = wording;
  const rows = matches
    .slice(0, SHOWN)
    .map((match) => [
      String(match.rank),
      match.firm.name,
      inColour(match.eligibility, words.eligibility[match.eligibility]),
      scoreText(match, wording),
      match.evidence ? (words.evidence[match.evidence] ?? match.evidence) : '–',
      words.review[match.reviewState],
    ]);
  const rest = matches.length - SHOWN;
  return table(words.ranking, rows, RANKING_WIDTHS) + (rest > 0 ? `\n${dim(words.moreFirms(String(rest)))}` : '');
}

/** Confirmed to potential: the truth lies between. */
export function scoreText(
  { confirmed, potential }: Pick<MatchView, 'confirmed' | 'potential'>,
  wording: Wording,
): string {
  const [low, high] = [wording.number(confirmed, 2), wording.number(potential, 2)];
  return low === high ? low : `${low}–${high}`;
}

function verdictTable(match: MatchView, wording: Wording): string {
  const { words, number } = wording;
  const rows = match.verdicts.map((verdict) => [
    verdict.level === 'MUST'
      ? verdict.criterion.label
      : words.preference(verdict.criterion.label, number(verdict.weight)),
    verdict.required.text,
    verdict.offered?.text ?? '–',
    marginText(verdict, wording),
    { MET: green, UNMET: red, UNKNOWN: yellow }[verdict.outcome](words.outcome[verdict.outcome]),
    verdict.evidence ? (words.evidence[verdict.evidence] ?? verdict.evidence) : '–',
  ]);
  return `${words.verdictsOf(match.firm.name)}\n${table(words.verdicts, rows, VERDICT_WIDTHS)}`;
}

function marginText({ margin }: VerdictView, { number }: Wording): string {
  if (margin === null) return '–';
  const { value, unit } = margin;
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${number(Math.abs(value))} ${unit?.symbol ?? ''}`.trimEnd();
}

/** What stands between the next firms and the line, a sentence each. */
function others(matches: readonly MatchView[], { words }: Wording): string[] {
  const toConfirm = matches.slice(1).filter((match) => match.eligibility === 'TO_CONFIRM' && isOwnProfile(match));
  const near = matches.filter(({ eligibility }) => eligibility === 'NEAR_MISS');
  const list = (title: string, shown: readonly MatchView[], sentences: (match: MatchView) => string[]): string[] =>
    shown.length === 0
      ? []
      : [
          title,
          ...shown.slice(0, SHOWN_OTHERS).map((match) => bullet(`${match.firm.name}: ${sentences(match).join('; ')}`)),
        ];
  const firstOf = (sentences: readonly string[]): string[] => [
    ...sentences.slice(0, SHOWN_SENTENCES),
    ...(sentences.length > SHOWN_SENTENCES ? [words.more(String(sentences.length - SHOWN_SENTENCES))] : []),
  ];
  return [
    ...list(words.others, toConfirm, ({ verdicts }) => firstOf(unknownMusts(verdicts))),
    ...list(words.nearMisses, near, ({ gaps }) => gaps.map(({ sentence }) => sentence)),
  ];
}

/** A point of a list, its further lines under its text. */
export function bullet(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > TEXT_WIDTH - 4) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return `  • ${lines.join('\n    ')}`;
}

export const unknownMusts = (verdicts: readonly VerdictView[]): string[] =>
  verdicts.filter(({ level, outcome }) => level === 'MUST' && outcome === 'UNKNOWN').map(({ sentence }) => sentence);

export const inColour = (eligibility: Eligibility, text: string): string =>
  ({ ELIGIBLE: green, TO_CONFIRM: yellow, NEAR_MISS: yellow, UNSUITABLE: dim })[eligibility](text);
