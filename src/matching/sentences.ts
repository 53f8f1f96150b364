import type { Gap } from '../criteria/criterion.js';
import { criterionOf } from '../criteria/registry.js';
import type { Verdict } from '../criteria/verdict.js';
import type { SentenceLanguage } from '../criteria/words/language.js';
import { StatedValues } from '../criteria/words/stated-values.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { isClosable } from './gaps.js';

/**
 * The sentences a person reads, built from stored verdicts and gaps alone: the explanation is the computation, told in
 * Vietnamese or English.
 */
export interface Sentences {
  verdict(verdict: Verdict): string;
  /** What is missing and the step that closes it. */
  gap(gap: Gap): string;
}

/** Made once per language and taxonomy, then used for any number of verdicts. */
export function sentencesIn(language: SentenceLanguage, taxonomy: Taxonomy): Sentences {
  const values = new StatedValues(language, taxonomy);
  const { closedBy, notClosable } = values.table;
  return {
    verdict: (verdict) => criterionOf(verdict.criterion).words.sentence(verdict, values),
    gap(gap) {
      const { words } = criterionOf(gap.criterion);
      return closedBy(words.missing(gap, values), isClosable(gap.closes) ? words.step(gap, values) : notClosable);
    },
  };
}
