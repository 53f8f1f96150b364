import { type Language, numberIn } from '../platform/i18n/message.js';
import type { Taxonomy, Unit, Vocabulary } from './taxonomy.js';

/** The one place where an amount in one unit becomes an amount in another. What the units are is in `units.json`. */

/** The units that the code itself names, because something is kept in them: by their codes. */
export const UNIT = {
  mm: 'mm',
  um: 'um',
  km: 'km',
  kg: 'kg',
  pieces: 'pieces',
  days: 'days',
  months: 'months',
} as const;

/** What is counted, in pieces. */
const PIECES: Partial<Record<string, number>> = { count: 1, pairs: 2 };
/** Above the error of a few multiplications, below anything a capacity means. */
const ALMOST_WHOLE = 1e-6;

/**
 * The value in the other unit: within a dimension by the factors, pieces and pairs into each other and, where the mass of
 * a piece is known, into mass. Null for what does not convert: it is never guessed.
 */
export function converted(value: number, from: Unit, to: Unit, pieceKg: number | null = null): number | null {
  if (from.dimension === to.dimension) return rounded((value * from.factor) / to.factor);
  const [fromPieces, toPieces] = [piecesIn(from, pieceKg), piecesIn(to, pieceKg)];
  if (fromPieces === null || toPieces === null) return null;
  const pieces = (value * fromPieces) / toPieces;
  // A capacity of 54,545.45 pieces makes 54,545 of them.
  return to.dimension === 'mass' ? pieces : Math.floor(pieces + ALMOST_WHOLE);
}

/** How many pieces one `unit` is, or null where that is not known. */
function piecesIn({ dimension, factor }: Unit, pieceKg: number | null): number | null {
  if (dimension === 'mass') return pieceKg !== null && pieceKg > 0 ? factor / pieceKg : null;
  const pieces = PIECES[dimension];
  return pieces === undefined ? null : factor * pieces;
}

/** The unit of a dimension that a word names: its code, its name in any language, its symbol. */
export function unitNamed(word: string, dimension: Unit['dimension'], { units }: Pick<Taxonomy, 'units'>): Unit | null {
  const found = units.lookUp(word).exact.filter((unit) => unit.dimension === dimension && !unit.withdrawn);
  return found.length === 1 ? found[0]! : null;
}

/** The entry of a unit that the code itself names. */
export function unitOf(code: string, units: Vocabulary<Unit>): Unit {
  const unit = units.get(code);
  if (unit === undefined) throw new Error(`The taxonomy has no unit ${code}`);
  return unit;
}

/** As it is written after so many of it, or alone in the plural. */
export function afterNumber({ afterNumber: written }: Unit, language: Language, count = 2): string {
  if (typeof written === 'string') return written;
  return language === 'vi' ? written.vi : written.en[count === 1 ? 'one' : 'other'];
}

/** So much of it, in words: as a parameter of a message. */
export const amountOf = (value: number, unit: Unit): Record<Language, string> => ({
  vi: `${numberIn('vi', value)} ${afterNumber(unit, 'vi', value)}`,
  en: `${numberIn('en', value)} ${afterNumber(unit, 'en', value)}`,
});

/** Takes away what binary fractions add: 0.1 inch is 2.54 mm, not 2.5400000000000005. */
const rounded = (value: number): number => Number(value.toPrecision(12));
