import type { CriterionWords } from '../criterion.js';
import type { Stated, Verdict } from '../verdict.js';
import { codesOf, type NamedParts } from '../words/any-of.js';
import type { InLanguages } from '../words/language.js';
import { unsaidSentence } from '../words/measured.js';
import type { StatedValues } from '../words/stated-values.js';

interface MaterialTable extends Record<
  'HOLDS' | 'COVERED' | 'FAMILY_CLAIM' | 'BROADER_CLAIM' | 'OTHER_GRADE' | 'OTHER_FAMILY',
  (parts: NamedParts) => string
> {
  subject: string;
  /** Whether its names lose their capital inside a sentence: "nhôm" does, "Inconel 718" does not. */
  isLowered: boolean;
}

const TABLES: InLanguages<MaterialTable> = {
  vi: {
    subject: 'Vật liệu',
    isLowered: true,
    HOLDS: ({ required }) => `Gia công được ${required}`,
    COVERED: ({ offered, required }) => `Gia công ${offered}, bao gồm ${required}`,
    FAMILY_CLAIM: ({ offered, required }) => `Gia công ${offered}; cần xác nhận đúng mác ${required}`,
    BROADER_CLAIM: ({ offered, required }) => `Gia công ${offered}, rộng hơn ${required}: cần xác nhận`,
    OTHER_GRADE: ({ offered, required }) => `Khai ${offered}, cùng nhóm với ${required}; cần xác nhận ${required}`,
    OTHER_FAMILY: ({ offered, required }) => `Gia công ${offered}, không phải ${required}`,
  },
  en: {
    subject: 'Material',
    isLowered: false,
    HOLDS: ({ required }) => `Works in ${required}`,
    COVERED: ({ offered, required }) => `Works in ${offered}, which covers ${required}`,
    FAMILY_CLAIM: ({ offered, required }) => `Works in ${offered}; the exact grade ${required} is to be confirmed`,
    BROADER_CLAIM: ({ offered, required }) => `Works in ${offered}, broader than ${required}: to be confirmed`,
    OTHER_GRADE: ({ offered, required }) =>
      `Names ${offered}, of the same family as ${required}, which is to be confirmed`,
    OTHER_FAMILY: ({ offered, required }) => `Works in ${offered}, not in ${required}`,
  },
};

const names = (stated: Stated | null, by: 'and' | 'or', values: StatedValues): string =>
  values.names(values.taxonomy.materials, codesOf(stated), by, TABLES[values.language].isLowered);

export const materialWords: CriterionWords = {
  subject: (_verdict, { language }) => TABLES[language].subject,
  sentence(verdict, values) {
    const table = TABLES[values.language];
    const required = names(verdict.required, 'or', values);
    const unsaid = unsaidSentence(verdict, table.subject, required, values);
    return unsaid ?? table[wordingOf(verdict)]({ required, offered: names(verdict.offered, 'and', values) });
  },
  required: (required, values) => names(required, 'or', values),
  offered: (offered, values) => names(offered, 'and', values),
  missing: (_gap, { language }) => TABLES[language].subject,
  step: (_gap, values) => values.table.notClosable,
};

function wordingOf({ reason, outcome }: Verdict): Exclude<keyof MaterialTable, 'subject' | 'isLowered'> {
  switch (reason) {
    case 'BROADER_CLAIM':
    case 'OTHER_GRADE':
    case 'OTHER_FAMILY':
      return reason;
    case 'FAMILY_CLAIM':
      return outcome === 'MET' ? 'COVERED' : 'FAMILY_CLAIM';
    default:
      return 'HOLDS';
  }
}
