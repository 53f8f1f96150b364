import { criterionOf } from '../criteria/registry.js';
import type { Verdict } from '../criteria/verdict.js';
import type { SentenceLanguage } from '../criteria/words/language.js';
import { StatedValues } from '../criteria/words/stated-values.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';

/** The parts of a verdict in a reader's words, for a table: what was asked, what is offered, how much room is left. */
export interface VerdictWords {
  criterion(of: Pick<Verdict, 'criterion' | 'required'>): string;
  required(verdict: Verdict): string;
  /** Null where nothing was stated to compare with. */
  offered(verdict: Verdict): string | null;
  /** Room left, or with a minus sign how much is short; null where it does not measure. */
  margin(verdict: Verdict): string | null;
}

export function verdictWordsIn(language: SentenceLanguage, taxonomy: Taxonomy): VerdictWords {
  const values = new StatedValues(language, taxonomy);
  const wordsOf = ({ criterion }: Pick<Verdict, 'criterion'>) => criterionOf(criterion).words;
  return {
    criterion: (verdict) => wordsOf(verdict).subject(verdict, values),
    required: (verdict) => wordsOf(verdict).required(verdict.required, values),
    offered: (verdict) => (verdict.offered && wordsOf(verdict).offered(verdict.offered, values)) || null,
    margin: ({ margin, unit }) => (margin === null ? null : values.amount(margin, unit)),
  };
}
