import type { CriterionWords } from '../criterion.js';
import type { CriterionKey, Stated, Verdict } from '../verdict.js';
import type { InLanguages } from './language.js';
import type { StatedValues } from './stated-values.js';

/** The parts of a measured sentence, already in the reader's numbers and units. */
export interface MeasuredParts {
  required: string;
  offered: string;
  /** By how much it is short; empty where it is not. */
  short: string;
  /** Exactly as asked, with nothing to spare. */
  isExact: boolean;
  /** Which of several, or which part of it decided. */
  detail: string;
}

/** The words of one language for a criterion with numbers in a unit. */
export interface MeasuredTable {
  subject: string;
  met(parts: MeasuredParts): string;
  short(parts: MeasuredParts): string;
  /** What is short, by how much. */
  gap(short: string, subject: string): string;
  /** Where a step can close it. */
  step?: string;
}

/** Where a measured criterion says it in its own way. */
export interface MeasuredWays {
  /** Which way a limit holds, written before it in a table. */
  sign?: string;
  subject?(key: CriterionKey, values: StatedValues): string;
  required?(required: Stated, values: StatedValues): string;
  offered?(offered: Stated, values: StatedValues): string;
  /** Around what stands in a table. */
  inTable?(text: string, values: StatedValues): string;
  detail?(verdict: Verdict, values: StatedValues): string;
  /** Stated, but not to be compared with what was asked. */
  cannotConvert?(verdict: Verdict, parts: Pick<MeasuredParts, 'required' | 'offered'>, values: StatedValues): string;
}

const asStated = (stated: Stated, values: StatedValues): string => values.stated(stated);

export function measuredWords(tables: InLanguages<MeasuredTable>, ways: MeasuredWays = {}): CriterionWords {
  const { sign = '', required = asStated, offered = asStated, inTable = (text) => text, cannotConvert } = ways;
  const subject =
    ways.subject ?? ((_key: CriterionKey, { language }: StatedValues): string => tables[language].subject);

  return {
    subject: ({ criterion }, values) => subject(criterion, values),
    sentence(verdict, values) {
      const { margin, unit } = verdict;
      const asked = required(verdict.required, values);
      const unsaid = unsaidSentence(verdict, subject(verdict.criterion, values), asked, values);
      if (unsaid !== null) return unsaid;
      const has = verdict.offered === null ? '' : offered(verdict.offered, values);
      if (verdict.reason === 'CANNOT_CONVERT' && cannotConvert) {
        return cannotConvert(verdict, { required: asked, offered: has }, values);
      }
      return tables[values.language][verdict.outcome === 'UNMET' ? 'short' : 'met']({
        required: asked,
        offered: has,
        short: margin === null ? '' : values.amount(Math.abs(margin), unit),
        isExact: margin === 0,
        detail: ways.detail?.(verdict, values) ?? subject(verdict.criterion, values),
      });
    },
    required: (stated, values) => inTable(`${sign}${values.stated(stated)}`, values),
    offered: (stated, values) => inTable(values.stated(stated), values),
    missing({ criterion, short, unit }, values) {
      const name = subject(criterion, values);
      return short === null ? name : tables[values.language].gap(values.amount(short, unit), name);
    },
    step: (_gap, values) => tables[values.language].step ?? values.table.notClosable,
  };
}

/** The sentence for what nobody stated, or nothing could be judged on; null where there is more to say. */
export function unsaidSentence(
  { reason }: Pick<Verdict, 'reason'>,
  subject: string,
  required: string,
  { table }: StatedValues,
): string | null {
  if (reason === 'SILENT') return table.silent(subject, required);
  return reason === 'NOT_JUDGED' ? table.notJudged(subject, required) : null;
}
