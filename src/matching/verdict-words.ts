import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { CriterionKey, Stated, Verdict } from './criteria/criterion.js';
import { splitKey } from './gaps.js';
import type { SentenceLanguage } from './sentence-table.js';
import { ENGLISH } from './sentences.en.js';
import { VIETNAMESE } from './sentences.vi.js';
import { StatedValues } from './stated-values.js';

/** The parts of a verdict in a reader's words, for a table: what was asked, what is offered, how much room is left. */
export interface VerdictWords {
  criterion(of: Pick<Verdict, 'criterion' | 'required'>): string;
  required(verdict: Verdict): string;
  /** Null where nothing was stated to compare with. */
  offered(verdict: Verdict): string | null;
  /** Room left, or with a minus sign how much is short; null where it does not measure. */
  margin(verdict: Verdict): string | null;
  /** As it stands after a number. */
  unit(code: string): string;
}

/** Which way a limit holds, written before it. The other criteria compare the values themselves. */
const SIGNS: Partial<Record<string, string>> = { leadTime: '≤ ', roughness: 'Ra ≤ ', place: '≤ ', volume: '≥ ' };

export function verdictWordsIn(language: SentenceLanguage, taxonomy: Taxonomy): VerdictWords {
  const table = language === 'vi' ? VIETNAMESE : ENGLISH;
  const values = new StatedValues(table, language, taxonomy);

  const codes = (criterion: CriterionKey, list: readonly string[], join: 'and' | 'or'): string => {
    const [kind] = splitKey(criterion);
    if (kind === 'material') return values.materials(list, join);
    return kind === 'languages' ? values.languages(list, join) : values.endMarkets(list, join);
  };
  const words = (criterion: CriterionKey, stated: Stated, join: 'and' | 'or'): string => {
    switch (stated.kind) {
      case 'PROCESS':
        return values.process(stated.process);
      case 'CODES':
        return codes(criterion, stated.codes, join);
      case 'PERIOD': {
        const days = [stated.from, stated.to].map((day) => (day === null ? '…' : values.date(day))).join(' – ');
        return `${values.standards(stated.standards)} (${days})`;
      }
      case 'NEARNESS':
        return stated.maxKm === null
          ? values.join(stated.provinceCodes.map(values.province), 'or')
          : values.stated(stated);
      case 'LOCATION':
        return stated.km === null && stated.provinceCode !== null
          ? values.province(stated.provinceCode)
          : values.stated(stated);
      default:
        return values.stated(stated);
    }
  };

  return {
    criterion({ criterion, required }) {
      const [kind, detail] = splitKey(criterion);
      if (kind === 'process')
        return `${detail}. ${required.kind === 'PROCESS' ? values.process(required.process) : ''}`;
      if (kind === 'certificate') return values.standards([detail]);
      return kind === 'characteristic' ? values.characteristic(detail) : table.subject[kind];
    },
    required({ criterion, required }) {
      const text = words(criterion, required, 'or');
      const isSigned = required.kind === 'QUANTITY' || (required.kind === 'NEARNESS' && required.maxKm !== null);
      const sign = isSigned ? (SIGNS[splitKey(criterion)[0]] ?? '') : '';
      return criterion === 'volume' ? table.perMonth(`${sign}${text}`) : `${sign}${text}`;
    },
    offered({ criterion, offered }) {
      if (offered === null) return null;
      const text = words(criterion, offered, 'and');
      if (text === '') return null;
      return criterion === 'volume' ? table.perMonth(text) : text;
    },
    margin: ({ margin, unit }) => (margin === null ? null : values.amount(margin, unit)),
    unit: (code) => values.unit(code),
  };
}
