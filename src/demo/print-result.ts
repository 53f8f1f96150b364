import { bold, dim, table } from '../platform/text/styles.js';
import {
  type Eligibility,
  ELIGIBILITIES,
  isOwnProfile,
  type MeasureView,
  type OfficialMatchView,
} from './match-view.js';
import { OFFICIAL } from './operator.js';
import { bullet, inColour, lineText, scoreText, unknownMusts, type Wording } from './print-lines.js';
import type { DemoResult } from './story.js';
import type { TeaserView } from './suppliers.js';

/** The result for people: the registry, each line with its firms, and what the three sides see of it. */
export function* printedResult(result: DemoResult, wording: Wording): Generator<string> {
  const { words, number } = wording;
  const { requests } = result;
  const lines = requests.flatMap(({ view }) => view.lines);
  yield `\n${bold(words.title)}\n${dim(words.fictional)}`;
  yield heading(words.registryTitle);
  yield registry(result, wording);
  yield heading(words.requestsTitle(number(requests.length), number(lines.length)));
  for (const { view, buyer } of requests) {
    yield `\n${bold(`━━ ${view.title}`)}  ${dim(`${words.buyer}: ${buyer.name}, ${buyer.countryCode}`)}`;
    for (const line of view.lines) yield lineText(line, wording);
  }
  yield* silentProfiles(result, wording);
  yield* officialsView(result, wording);
  yield* buyersView(result, wording);
  yield* suppliersView(result, wording);
  yield heading(words.nextTitle);
  yield words.next.map(([command, what]) => `  ${bold(command.padEnd(28))} ${what}`).join('\n');
}

const heading = (text: string): string => `\n${bold(`■ ${text}`)}`;

function registry({ registry: counts, lists }: DemoResult, { words, number }: Wording): string {
  const claims = (what: 'capabilities' | 'certificates'): string => {
    const grades = Object.entries(counts[what]).filter(([, count]) => count > 0);
    const total = grades.reduce((sum, [, count]) => sum + count, 0);
    const parts = grades.map(([grade, count]) => `${number(count)} ${words.evidence[grade] ?? grade}`);
    return words.claims(what, number(total), parts.join(', '));
  };
  return [
    words.registry(number(counts.firms), number(counts.sites)),
    claims('capabilities'),
    claims('certificates'),
    ...lists.map(({ source, firms, rejected }) => words.list(source, number(firms), number(rejected.length))),
  ]
    .map((text) => `  ${text}`)
    .join('\n');
}

/** The line that most of the listed factories were judged for: nothing is known of them, so nothing is met. */
function* silentProfiles({ requests }: DemoResult, { words, number }: Wording): Generator<string> {
  const lines = requests
    .flatMap(({ view }) => view.lines)
    .map((line) => ({ line, listed: line.matches.filter((match) => !isOwnProfile(match)) }));
  const most = lines.findLast(({ listed }) => listed.length === Math.max(...lines.map((other) => other.listed.length)));
  if (!most || most.listed.length === 0) return;
  const { line, listed } = most;
  const musts = listed.flatMap(({ verdicts }) => verdicts.filter(({ level }) => level === 'MUST'));
  const count = (outcome: string): string => number(musts.filter((must) => must.outcome === outcome).length);
  const eligibilities = ELIGIBILITIES.map((eligibility): [Eligibility, number] => [
    eligibility,
    listed.filter((match) => match.eligibility === eligibility).length,
  ]).filter(([, firms]) => firms > 0);
  const example = listed.find(({ firm }) => firm.country?.code === 'VN') ?? (listed[0] as OfficialMatchView);
  yield heading(words.listedTitle);
  yield words.listed(number(listed.length), line.title);
  yield eligibilities
    .map(([name, firms]) => `  ${inColour(name, words.eligibility[name])} ${number(firms)}`)
    .join(' ·');
  yield words.listedMet(count('MET'), count('UNKNOWN'), count('UNMET'));
  yield words.listedExample(example.firm.name);
  yield unknownMusts(example.verdicts).map(bullet).join('\n');
}

function* officialsView({ official, requests, reviewed }: DemoResult, { words, number }: Wording): Generator<string> {
  const { pending, informationRequested, approved, rejected } = official.reviews;
  const decided = new Set(reviewed);
  const told = requests
    .flatMap(({ view }) => view.lines.flatMap((line) => line.matches.map((match) => ({ line, match }))))
    .filter(({ match }) => decided.has(match.id) && isWorthTelling(match.reviewRecords.nodes));
  const rows = told
    .slice(0, SHOWN_DECISIONS)
    .map(({ line, match }) => [
      line.title,
      match.firm.name,
      match.reviewRecords.nodes.map(({ kind }) => words.decision[kind]).join(' → '),
      match.reviewRecords.nodes.findLast(({ note }) => note !== null)?.note ?? '–',
    ]);
  yield heading(words.officialTitle(OFFICIAL.name));
  yield table(words.counts, [[pending, informationRequested, approved, rejected].map((count) => number(count))]);
  yield words.certificates(number(official.certificates.unchecked), number(official.certificates.expiring));
  yield table(words.decisions, rows, [24, 34, 19, 36]);
  if (told.length > rows.length) yield dim(words.more(number(told.length - rows.length)));
}

const SHOWN_DECISIONS = 5;

/** Plain approvals are many and all alike. */
const isWorthTelling = (records: OfficialMatchView['reviewRecords']['nodes']): boolean =>
  records.length > 1 || records.some(({ kind }) => kind !== 'APPROVE');

const contactText = ({ name, email }: { name: string; email: string }): string => `  ${name}, ${email}`;

function* buyersView({ requests }: DemoResult, wording: Wording): Generator<string> {
  const { words } = wording;
  const rows = requests.flatMap(({ buyer, buyerLines }) =>
    buyerLines.flatMap(({ title, matches: { nodes } }) =>
      nodes.length === 0
        ? [[buyer.name, title, '–', '–']]
        : nodes.map((match, at) => [
            ...(at === 0 ? [buyer.name, title] : ['', '']),
            [match.firm.name, ...match.contacts.map(contactText)].join('\n'),
            scoreText(match, wording),
          ]),
    ),
  );
  yield heading(words.buyersTitle);
  yield table(words.buyers, rows, [27, 28, 46, 13]);
  yield dim(words.buyersNote);
}

/** Its best results; where it is unsuitable, there is little to learn. */
function* suppliersView({ supplier }: DemoResult, { words, language, number }: Wording): Generator<string> {
  if (!supplier) return;
  const near = supplier.matches.filter(({ judgement }) => judgement?.eligibility !== 'UNSUITABLE');
  const rows = near.map(({ operations, teaser, reviewState, judgement }) => [
    operations.map(({ labels }) => labels[language]).join(' → '),
    teaserText(teaser, { words, language, number }),
    words.review[reviewState as OfficialMatchView['reviewState']],
    judgement
      ? [
          words.eligibility[judgement.eligibility as Eligibility],
          ...judgement.gaps.map(({ sentence }) => sentence),
        ].join('\n')
      : words.notTold,
  ]);
  yield heading(words.supplierTitle(supplier.firm.name));
  yield table(words.supplier, rows, [28, 28, 14, 44]);
  const rest = supplier.matches.length - near.length;
  if (rest > 0) yield dim(words.moreUnsuitable(number(rest)));
  yield dim(words.supplierNote);
}

function teaserText(
  { materials, monthlyVolume, region }: TeaserView,
  { words, language, number }: Pick<Wording, 'words' | 'language' | 'number'>,
): string {
  const bound = (sign: string, measure: MeasureView | null | undefined) =>
    measure ? [`${sign} ${number(measure.value)} ${measure.unit?.symbol ?? ''}`.trim()] : [];
  const volume = [...bound('≥', monthlyVolume?.atLeast), ...bound('<', monthlyVolume?.below)];
  return [
    materials.map(({ labels }) => labels[language]).join(', '),
    volume.length > 0 ? words.aMonth(volume.join(', ')) : '',
    region ? words.region[region] : '',
  ]
    .filter(Boolean)
    .join('\n');
}
