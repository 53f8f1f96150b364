import type { Taxonomy, Vocabulary } from '../../taxonomy/taxonomy.js';
import { known } from '../../taxonomy/known.js';
import { afterNumber, UNIT } from '../../taxonomy/units.js';
import type { Stated } from '../verdict.js';
import { ENGLISH } from './english.js';
import type { SentenceLanguage, LanguageTable } from './language.js';
import { VIETNAMESE } from './vietnamese.js';

const TABLES: Record<SentenceLanguage, LanguageTable> = { vi: VIETNAMESE, en: ENGLISH };

/**
 * Stated values in the reader's words: their numbers (a decimal comma in Vietnamese), unit names and dates, and the
 * taxonomy's label for every code. A code the taxonomy no longer has is shown as it is.
 */
export class StatedValues {
  private readonly numbers: Intl.NumberFormat;
  private readonly dates: Intl.DateTimeFormat;

  /** What every criterion says alike in this language. */
  readonly table: LanguageTable;

  constructor(
    readonly language: SentenceLanguage,
    readonly taxonomy: Taxonomy,
  ) {
    const table = TABLES[language];
    this.table = table;
    this.numbers = new Intl.NumberFormat(table.locale, { maximumFractionDigits: 6 });
    this.dates = new Intl.DateTimeFormat(table.locale, { ...table.dateFormat, timeZone: 'UTC' });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  date(date: string): string {
    return this.dates.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
  }

  amount(value: number, unit: string | null): string {
    return unit === null ? this.number(value) : `${this.number(value)} ${this.unit(unit, value)}`;
  }

  perMonth(value: number, unit: string): string {
    return this.aMonth(this.amount(value, unit));
  }

  /** The same of an amount that is in words already. */
  aMonth(amount: string): string {
    return this.table.per(amount, this.unit(UNIT.months, 1));
  }

  /** As it stands after a number, or alone in the plural. */
  unit(code: string, count = 2): string {
    return afterNumber(known(this.taxonomy.units, code), this.language, count);
  }

  /** The label of a code, as it begins a sentence or stands in a table. */
  label = (vocabulary: Vocabulary<Labelled>, code: string): string =>
    vocabulary.get(code)?.labels[this.language] ?? code;

  /**
   * The same within a sentence. Labels begin with a capital; where the language lowers the names of this vocabulary,
   * only abbreviations and proper names keep it.
   */
  name(vocabulary: Vocabulary<Labelled>, code: string, isLowered: boolean): string {
    const labels = vocabulary.get(code)?.labels;
    if (labels === undefined) return code;
    const label = labels[this.language];
    // "Inconel 718" begins alike in both languages: a trade name.
    const isTradeName = firstWord(labels.vi) === firstWord(labels.en);
    return isLowered && !isTradeName && /^\p{Lu}\s?\p{Ll}/u.test(label)
      ? label.charAt(0).toLocaleLowerCase(this.table.locale) + label.slice(1)
      : label;
  }

  names(vocabulary: Vocabulary<Labelled>, codes: readonly string[], by: 'and' | 'or', isLowered: boolean): string {
    return this.join(
      codes.map((code) => this.name(vocabulary, code, isLowered)),
      by,
    );
  }

  /** "a, b and c", or with "or". */
  join(words: readonly string[], by: 'and' | 'or' = 'and'): string {
    if (words.length < 2) return words.join('');
    return `${words.slice(0, -1).join(', ')} ${this.table[by]} ${words.at(-1)}`;
  }

  /** A measured value; what names things has its own words above. */
  stated(value: Stated): string {
    switch (value.kind) {
      case 'QUANTITY':
        return this.amount(value.value, value.unit);
      case 'CONVERTED':
        return `${this.perMonth(value.value, value.unit)} (${this.amount(value.stated.value, value.stated.unit)})`;
      case 'SIDES':
        return `${value.sidesMm.map((side) => this.number(side)).join(' × ')} ${this.unit(UNIT.mm)}`;
      case 'RANGE':
        return `${this.number(value.from)}–${this.amount(value.to, value.unit)}`;
      case 'TOLERANCE':
        return this.tolerance(value);
      case 'BOUNDS':
        return this.bounds(value);
      case 'NEARNESS':
        return value.maxKm === null ? '' : this.amount(value.maxKm, UNIT.km);
      case 'LOCATION':
        return value.km === null ? '' : this.amount(value.km, UNIT.km);
      default:
        return '';
    }
  }

  private tolerance({ toleranceMm, basis, nominalMm }: Extract<Stated, { kind: 'TOLERANCE' }>): string {
    const plusMinus = toleranceMm === null ? this.table.outsideTable : `±${this.amount(toleranceMm, UNIT.mm)}`;
    return basis === null || nominalMm === null
      ? plusMinus
      : this.table.basisAt(basis, this.amount(nominalMm, UNIT.mm), plusMinus);
  }

  private bounds({ atLeast, atMost, unit }: Extract<Stated, { kind: 'BOUNDS' }>): string {
    if (atLeast !== null && atMost !== null) {
      return atLeast === atMost
        ? this.amount(atLeast, unit)
        : this.table.between(this.number(atLeast), this.amount(atMost, unit));
    }
    if (atLeast !== null) return this.table.atLeast(this.amount(atLeast, unit));
    return atMost === null ? '' : this.table.atMost(this.amount(atMost, unit));
  }
}

const firstWord = (label: string): string => label.split(' ')[0] as string;

export type Labelled = { code: string; labels: { vi: string; en: string } };
