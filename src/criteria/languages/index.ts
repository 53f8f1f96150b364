import { judgeAnyOf, oneOf } from '../any-of.js';
import type { Criterion } from '../criterion.js';
import { languagesField } from './field.js';
import type { AsksLanguages } from './shape.js';
import { languagesWords } from './words.js';

/** The firm works in at least one of those the buyer can use. */
export const languages = {
  kind: 'languages',
  about: 'In which it can be spoken to.',
  codes: ({ languages }) => languages,
  field: languagesField,
  ofFirm: 'languages',
  ask: ({ languages }) =>
    languages
      ? [
          {
            key: 'languages',
            counts: languages,
            extent: 'FIRM',
            required: oneOf(languages.anyOf),
            judge: (firm) => judgeAnyOf(languages.anyOf, firm.languages),
          },
        ]
      : [],
  closes: () => 'NOT_CLOSABLE',
  words: languagesWords,
} satisfies Criterion<AsksLanguages>;
