import { longestFirst } from './criteria/size.js';
import type { Stated, Verdict } from './criteria/criterion.js';
import { splitKey, type Gap } from './gaps.js';
import type { MeasuredKind, SentenceLanguage, SentenceTable, Subject } from './sentence-table.js';
import { ENGLISH } from './sentences.en.js';
import { VIETNAMESE } from './sentences.vi.js';
import { StatedValues } from './stated-values.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';

/**
 * The sentences a person reads, built from stored verdicts and gaps alone: the explanation is the computation, told in
 * Vietnamese or English.
 */
export interface Sentences {
  verdict(verdict: Verdict): string;
  /** What is missing and the step that closes it. */
  gap(gap: Gap): string;
}

const TABLES: Record<SentenceLanguage, SentenceTable> = { vi: VIETNAMESE, en: ENGLISH };

/** Made once per language and taxonomy, then used for any number of verdicts. */
export function sentencesIn(language: SentenceLanguage, taxonomy: Taxonomy): Sentences {
  const table = TABLES[language];
  const values = new StatedValues(table, language, taxonomy);
  return {
    verdict: (verdict) => verdictSentence(verdict, table, values),
    gap: (gap) => gapSentence(gap, table, values),
  };
}

function verdictSentence(verdict: Verdict, table: SentenceTable, values: StatedValues): string {
  const [kind, detail] = splitKey(verdict.criterion);
  const { reason, required } = verdict;
  if (kind === 'certificate') return certificateSentence(verdict, table, values);
  if (kind === 'process') return processSentence(verdict, table, values);
  const subject = kind === 'characteristic' ? values.characteristic(detail) : table.subject[kind];
  if (reason === 'SILENT') return table.silent(subject, requiredWords(kind, required, values));
  if (reason === 'NOT_JUDGED') return table.notJudged(subject, requiredWords(kind, required, values));
  switch (kind) {
    case 'material':
      return materialSentence(verdict, table, values);
    case 'languages':
    case 'endMarket': {
      const parts = {
        required: values[kind === 'languages' ? 'languages' : 'endMarkets'](codesOf(required), 'or'),
        offered: values[kind === 'languages' ? 'languages' : 'endMarkets'](codesOf(verdict.offered), 'and'),
      };
      return table[kind][verdict.outcome === 'MET' ? 'HOLDS' : 'NOT_AMONG'](parts);
    }
    case 'place':
      return placeSentence(verdict, table, values);
    default:
      return measuredSentence(kind, verdict, table, values);
  }
}

function measuredSentence(kind: MeasuredKind, verdict: Verdict, table: SentenceTable, values: StatedValues): string {
  const { required, offered, margin, unit } = verdict;
  const asked = requiredWords(kind, required, values);
  if (verdict.reason === 'CANNOT_CONVERT') {
    return kind === 'volume' && required.kind === 'QUANTITY' && offered !== null
      ? table.cannotConvertVolume(offeredWords(kind, offered, values), values.unit(required.unit))
      : table.cannotResolveTolerance(asked);
  }
  const isShort = verdict.outcome === 'UNMET';
  return table[isShort ? 'short' : 'met'][kind]({
    required: asked,
    offered: offered === null ? '' : offeredWords(kind, offered, values),
    short: margin === null ? '' : values.amount(Math.abs(margin), unit),
    isExact: margin === 0,
    detail: kind === 'size' ? shortSide(verdict, values) : values.characteristic(splitKey(verdict.criterion)[1]),
  });
}

/** The side of the part that misses its limit by the margin. */
function shortSide({ required, offered }: Verdict, values: StatedValues): string {
  if (required.kind !== 'SIDES' || offered?.kind !== 'SIDES') return '';
  const sides = longestFirst(required.sidesMm);
  const limits = longestFirst(offered.sidesMm);
  const room = sides.map((side, index) => (limits[index] as number) - side);
  return values.amount(sides[room.indexOf(Math.min(...room))] as number, 'mm');
}

function processSentence({ reason, required, offered }: Verdict, table: SentenceTable, values: StatedValues): string {
  const asked = required.kind === 'PROCESS' ? required.process : '';
  const done = offered?.kind === 'PROCESS' ? offered.process : asked;
  const parts = { required: values.process(asked), offered: values.process(done) };
  switch (reason) {
    case 'BROADER_CLAIM':
    case 'OWN_NOT_STATED':
    case 'NOT_OFFERED':
    case 'SIBLING_ONLY':
    case 'SUBCONTRACTED':
      return table.process[reason](parts);
    default:
      return table.process[done === asked ? 'HOLDS' : 'NARROWER'](parts);
  }
}

function materialSentence(verdict: Verdict, table: SentenceTable, values: StatedValues): string {
  const parts = {
    required: values.materials(codesOf(verdict.required), 'or'),
    offered: values.materials(codesOf(verdict.offered), 'and'),
  };
  switch (verdict.reason) {
    case 'BROADER_CLAIM':
    case 'OTHER_GRADE':
    case 'OTHER_FAMILY':
      return table.material[verdict.reason](parts);
    case 'FAMILY_CLAIM':
      return table.material[verdict.outcome === 'MET' ? 'COVERED' : 'FAMILY_CLAIM'](parts);
    default:
      return table.material.HOLDS(parts);
  }
}

function placeSentence(verdict: Verdict, table: SentenceTable, values: StatedValues): string {
  const { required, offered } = verdict;
  if (required.kind !== 'NEARNESS' || offered?.kind !== 'LOCATION' || offered.km !== null) {
    return measuredSentence('place', verdict, table, values);
  }
  return table.province[verdict.outcome === 'MET' ? 'HOLDS' : 'NOT_AMONG']({
    required: provinces(required, values),
    offered: offered.provinceCode === null ? '' : values.province(offered.provinceCode),
  });
}

function certificateSentence(verdict: Verdict, table: SentenceTable, values: StatedValues): string {
  const { required, offered, margin, reason } = verdict;
  const { certificate } = table;
  const standard = required.kind === 'PERIOD' ? values.standards(required.standards) : '';
  if (reason === 'NOT_JUDGED') return table.notJudged(table.subject.certificate, standard);
  if (offered?.kind !== 'PERIOD' || required.kind !== 'PERIOD') {
    return reason === 'SILENT' ? certificate.silent(standard) : certificate.notHeld(standard);
  }
  const held = values.standards(offered.standards);
  const until = offered.to === null ? '' : values.date(offered.to);
  switch (reason) {
    case 'OTHER_SITE':
      return certificate.otherSite(held);
    case 'WEAK_EVIDENCE':
      return certificate.weakEvidence(
        held,
        table.evidence[offered.evidence ?? 'DECLARED'],
        table.evidence[required.evidence ?? 'DECLARED'],
      );
    case 'EXPIRED_IN_WINDOW':
      return certificate.expired(held, periodOf(offered, table, values), values.amount(Math.abs(margin ?? 0), 'days'));
    case 'REJECTED_BY_OFFICIAL':
      return certificate.rejected(held);
    case 'DATES_NOT_STATED':
      return certificate.datesNotStated(held);
    case 'IMPLIED':
      return certificate.implied(held, standard, until);
    default:
      return certificate.holds(standard, until);
  }
}

function periodOf(
  { from, to }: Extract<Stated, { kind: 'PERIOD' }>,
  table: SentenceTable,
  values: StatedValues,
): string {
  if (from !== null && to !== null) return table.fromUntil(values.date(from), values.date(to));
  if (from !== null) return table.from(values.date(from));
  return to === null ? '' : table.until(values.date(to));
}

function requiredWords(kind: Subject, required: Stated, values: StatedValues): string {
  switch (kind) {
    case 'material':
      return values.materials(codesOf(required), 'or');
    case 'languages':
      return values.languages(codesOf(required), 'or');
    case 'endMarket':
      return values.endMarkets(codesOf(required), 'or');
    case 'place':
      return required.kind === 'NEARNESS' && required.maxKm === null
        ? provinces(required, values)
        : values.stated(required);
    case 'roughness':
      return `Ra ${values.stated(required)}`;
    default:
      return values.stated(required);
  }
}

function offeredWords(kind: MeasuredKind, offered: Stated, values: StatedValues): string {
  if (kind === 'roughness') return `Ra ${values.stated(offered)}`;
  return kind === 'volume' && offered.kind === 'QUANTITY'
    ? values.perMonth(offered.value, offered.unit)
    : values.stated(offered);
}

const provinces = (required: Extract<Stated, { kind: 'NEARNESS' }>, values: StatedValues): string =>
  values.join(required.provinceCodes.map(values.province), 'or');

const codesOf = (stated: Stated | null): readonly string[] => (stated?.kind === 'CODES' ? stated.codes : []);

function gapSentence({ criterion, short, unit, closes }: Gap, table: SentenceTable, values: StatedValues): string {
  const [kind, detail] = splitKey(criterion);
  const name = kind === 'certificate' ? values.standards([detail]) : values.characteristic(detail);
  const canMeasure = short !== null && kind in table.gap.short;
  const what = canMeasure
    ? table.gap.short[kind as MeasuredKind | 'certificate'](values.amount(short, unit), name)
    : kind === 'process'
      ? table.gap.operation(detail)
      : kind === 'certificate' || kind === 'characteristic'
        ? name
        : table.subject[kind];
  return table.gap.closedBy(what, table.gap.step[stepOf(kind, closes, short)]);
}

function stepOf(kind: Subject, closes: Gap['closes'], short: number | null): keyof SentenceTable['gap']['step'] {
  switch (closes) {
    case 'PAPERWORK':
      return short === null ? 'certificateMissing' : 'certificateShort';
    case 'COMMERCIAL':
      return kind === 'leadTime' ? 'leadTime' : 'lot';
    case 'EQUIPMENT':
      return kind === 'size' || kind === 'mass' || kind === 'thickness' || kind === 'tolerance' || kind === 'roughness'
        ? kind
        : 'characteristic';
    default:
      return closes;
  }
}
