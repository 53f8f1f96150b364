import type { EvidenceGrade } from '../../suppliers/evidence-grade.js';

/** Languages sentences are written in. */
export const SENTENCE_LANGUAGES = ['vi', 'en'] as const;
export type SentenceLanguage = (typeof SENTENCE_LANGUAGES)[number];

/** The same in every language. */
export type InLanguages<Table> = Record<SentenceLanguage, Table>;

/** The words of one language that all criteria share; what only one of them says stands in its folder. */
export interface LanguageTable {
  locale: string;
  dateFormat: Intl.DateTimeFormatOptions;
  and: string;
  or: string;
  /** So much in each of a time. */
  per(amount: string, time: string): string;
  atLeast(value: string): string;
  atMost(value: string): string;
  between(from: string, to: string): string;
  basisAt(basis: string, nominal: string, tolerance: string): string;
  outsideTable: string;
  evidence: Record<EvidenceGrade, string>;
  silent(subject: string, required: string): string;
  notJudged(subject: string, required: string): string;
  /** What stands in the way, and the step that closes it. */
  closedBy(what: string, step: string): string;
  notClosable: string;
}
