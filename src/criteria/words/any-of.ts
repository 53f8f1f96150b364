import type { Taxonomy, Vocabulary } from '../../taxonomy/taxonomy.js';
import type { CriterionWords } from '../criterion.js';
import type { Stated } from '../verdict.js';
import type { InLanguages } from './language.js';
import { unsaidSentence } from './measured.js';
import type { Labelled, StatedValues } from './stated-values.js';

/** The words of one language for a criterion that names things: one of those asked, or none of them. */
export interface AnyOfTable {
  subject: string;
  /** Whether its names lose their capital inside a sentence: "tiếng Anh" does, "English" does not. */
  isLowered: boolean;
  holds(parts: NamedParts): string;
  notAmong(parts: NamedParts): string;
}

/** The parts of a sentence that names things. */
export interface NamedParts {
  required: string;
  offered: string;
}

export const codesOf = (stated: Stated | null): readonly string[] => (stated?.kind === 'CODES' ? stated.codes : []);

export function anyOfWords(
  tables: InLanguages<AnyOfTable>,
  vocabularyOf: (taxonomy: Taxonomy) => Vocabulary<Labelled>,
): CriterionWords {
  const names = (stated: Stated | null, by: 'and' | 'or', values: StatedValues): string =>
    values.names(vocabularyOf(values.taxonomy), codesOf(stated), by, tables[values.language].isLowered);
  const subject = ({ language }: StatedValues): string => tables[language].subject;

  return {
    subject: (_verdict, values) => subject(values),
    sentence(verdict, values) {
      const required = names(verdict.required, 'or', values);
      const unsaid = unsaidSentence(verdict, subject(values), required, values);
      const say = tables[values.language][verdict.outcome === 'MET' ? 'holds' : 'notAmong'];
      return unsaid ?? say({ required, offered: names(verdict.offered, 'and', values) });
    },
    required: (required, values) => names(required, 'or', values),
    offered: (offered, values) => names(offered, 'and', values),
    missing: (_gap, values) => subject(values),
    step: (_gap, values) => values.table.notClosable,
  };
}
