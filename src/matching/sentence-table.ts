import type { EvidenceGrade } from './matching-input.js';

/** Languages sentences are written in. */
export const SENTENCE_LANGUAGES = ['vi', 'en'] as const;
export type SentenceLanguage = (typeof SENTENCE_LANGUAGES)[number];

/** Criteria with numbers in a unit. */
export type MeasuredKind =
  | 'size'
  | 'mass'
  | 'thickness'
  | 'tolerance'
  | 'roughness'
  | 'lot'
  | 'volume'
  | 'leadTime'
  | 'place'
  | 'characteristic';

export type Subject = MeasuredKind | 'process' | 'material' | 'languages' | 'endMarket' | 'certificate';

/** The parts of a measured sentence, already in the reader's numbers and units. */
export interface MeasuredParts {
  required: string;
  offered: string;
  /** By how much it is short; empty where it is not. */
  short: string;
  /** Exactly as asked, with nothing to spare. */
  isExact: boolean;
  /** The characteristic's label, or the side of the part that does not fit. */
  detail: string;
}

/** The parts of a sentence that names things. */
export interface NamedParts {
  required: string;
  offered: string;
}

/** All words of one language: `sentences.ts` decides which of them to say, the table how. */
export interface SentenceTable {
  locale: string;
  dateFormat: Intl.DateTimeFormatOptions;
  /** Names that lose their capital inside a sentence: "tiếng Anh" does, "English" and "Inconel 718" do not. */
  lowered: ReadonlySet<'process' | 'material' | 'endMarket' | 'language'>;
  and: string;
  or: string;
  /** Units the taxonomy labels for a list, as they stand after a number: of one, of several. */
  units: Record<string, [one: string, several: string]>;
  perMonth(amount: string): string;
  atLeast(value: string): string;
  atMost(value: string): string;
  between(from: string, to: string): string;
  from(date: string): string;
  until(date: string): string;
  fromUntil(from: string, to: string): string;
  basisAt(basis: string, nominal: string, tolerance: string): string;
  outsideTable: string;
  evidence: Record<EvidenceGrade, string>;
  subject: Record<Subject, string>;
  met: Record<MeasuredKind, (parts: MeasuredParts) => string>;
  short: Record<MeasuredKind, (parts: MeasuredParts) => string>;
  silent(subject: string, required: string): string;
  notJudged(subject: string, required: string): string;
  process: Record<
    'HOLDS' | 'NARROWER' | 'BROADER_CLAIM' | 'OWN_NOT_STATED' | 'NOT_OFFERED' | 'SIBLING_ONLY' | 'SUBCONTRACTED',
    (parts: NamedParts) => string
  >;
  material: Record<
    'HOLDS' | 'COVERED' | 'FAMILY_CLAIM' | 'BROADER_CLAIM' | 'OTHER_GRADE' | 'OTHER_FAMILY',
    (parts: NamedParts) => string
  >;
  province: Record<'HOLDS' | 'NOT_AMONG', (parts: NamedParts) => string>;
  languages: Record<'HOLDS' | 'NOT_AMONG', (parts: NamedParts) => string>;
  endMarket: Record<'HOLDS' | 'NOT_AMONG', (parts: NamedParts) => string>;
  certificate: {
    holds(standard: string, until: string): string;
    implied(held: string, standard: string, until: string): string;
    silent(standard: string): string;
    notHeld(standard: string): string;
    otherSite(held: string): string;
    weakEvidence(held: string, offered: string, required: string): string;
    expired(held: string, period: string, days: string): string;
    datesNotStated(held: string): string;
    rejected(held: string): string;
  };
  cannotConvertVolume(offered: string, requiredUnit: string): string;
  cannotResolveTolerance(required: string): string;
  gap: {
    /** What is short, by how much; `detail` is the standard or the characteristic. */
    short: Record<MeasuredKind | 'certificate', (short: string, detail: string) => string>;
    /** What stands in the way, and the step that closes it. */
    closedBy(what: string, step: string): string;
    operation(position: string): string;
    step: Record<
      | 'size'
      | 'mass'
      | 'thickness'
      | 'tolerance'
      | 'roughness'
      | 'characteristic'
      | 'CAPACITY'
      | 'lot'
      | 'leadTime'
      | 'certificateShort'
      | 'certificateMissing'
      | 'PARTNER'
      | 'NOT_CLOSABLE',
      string
    >;
  };
}
