import type { CriterionWords } from '../criterion.js';
import { detailOf, type Stated, type Verdict } from '../verdict.js';
import type { NamedParts } from '../words/any-of.js';
import type { InLanguages } from '../words/language.js';
import type { StatedValues } from '../words/stated-values.js';

interface ProcessTable extends Record<
  'HOLDS' | 'NARROWER' | 'BROADER_CLAIM' | 'OWN_NOT_STATED' | 'NOT_OFFERED' | 'SIBLING_ONLY' | 'SUBCONTRACTED',
  (parts: NamedParts) => string
> {
  operation(position: string): string;
  partner: string;
}

const TABLES: InLanguages<ProcessTable> = {
  vi: {
    HOLDS: ({ required }) => `Có ${required}`,
    NARROWER: ({ offered, required }) => `Có ${offered}, đáp ứng ${required}`,
    BROADER_CLAIM: ({ offered, required }) => `Chỉ khai ${offered}, rộng hơn ${required}: cần xác nhận`,
    OWN_NOT_STATED: ({ offered }) => `Có ${offered} nhưng chưa nói rõ có tự làm hay không`,
    NOT_OFFERED: ({ required }) => `Không có ${required}`,
    SIBLING_ONLY: ({ offered, required }) => `Có ${offered}, không có ${required}`,
    SUBCONTRACTED: ({ offered }) => `Thuê ngoài ${offered}, trong khi yêu cầu tự làm`,
    operation: (position) => `Công đoạn ${position}`,
    partner: 'cần đối tác cho công đoạn này',
  },
  en: {
    HOLDS: ({ required }) => `Does ${required}`,
    NARROWER: ({ offered, required }) => `Does ${offered}, which answers ${required}`,
    BROADER_CLAIM: ({ offered, required }) => `Claims only ${offered}, broader than ${required}: to be confirmed`,
    OWN_NOT_STATED: ({ offered }) => `Does ${offered}, but does not say whether in its own works`,
    NOT_OFFERED: ({ required }) => `Has no ${required}`,
    SIBLING_ONLY: ({ offered, required }) => `Does ${offered}, not ${required}`,
    SUBCONTRACTED: ({ offered }) => `Has ${offered} done elsewhere; own work was asked`,
    operation: (position) => `Operation ${position}`,
    partner: 'needs a partner for this operation',
  },
};

const name = (stated: Stated, values: StatedValues): string =>
  // Both languages write processes small inside a sentence.
  stated.kind === 'PROCESS' ? values.name(values.taxonomy.processes, stated.process, true) : '';

export const processWords: CriterionWords = {
  subject: ({ criterion, required }, values) => `${detailOf(criterion)}. ${name(required, values)}`,
  sentence: (verdict, values) => TABLES[values.language][wordingOf(verdict)](partsOf(verdict, values)),
  required: name,
  offered: name,
  missing: ({ criterion }, { language }) => TABLES[language].operation(detailOf(criterion)),
  step: (_gap, { language }) => TABLES[language].partner,
};

const partsOf = ({ required, offered }: Verdict, values: StatedValues): NamedParts => ({
  required: name(required, values),
  offered: name(offered ?? required, values),
});

function wordingOf({ reason, required, offered }: Verdict): Exclude<keyof ProcessTable, 'operation' | 'partner'> {
  switch (reason) {
    case 'BROADER_CLAIM':
    case 'OWN_NOT_STATED':
    case 'NOT_OFFERED':
    case 'SIBLING_ONLY':
    case 'SUBCONTRACTED':
      return reason;
    default:
      return offered?.kind === 'PROCESS' && required.kind === 'PROCESS' && offered.process !== required.process
        ? 'NARROWER'
        : 'HOLDS';
  }
}
