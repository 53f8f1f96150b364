import { fold } from '../platform/text/fold.js';
import { readProvinceNames } from './load-taxonomy.js';
import { among, readWord } from './read-terms.js';
import type { TermReading } from './resolve-term.js';
import type { Taxonomy } from './taxonomy.js';

/**
 * Codes of the provinces of today that a word names, with its marks or without. One of before July 2025 names those that it has
 * become part of; which they are is for whoever asked to show. None, and a problem, where the word names no province.
 */
export function provincesCalled(
  { administrativeUnits }: Taxonomy,
  word: string,
  path: (string | number)[],
  reading: TermReading,
): string[] {
  const former = readProvinceNames().find(
    ({ name, synonyms, until }) =>
      until !== null && [name, ...synonyms].some((known) => fold(known) === fold(word.trim())),
  );
  const provinces = among(administrativeUnits, ({ level, validTo }) => level === 'province' && validTo === null);
  if (former && provinces.lookUp(word).exact.length === 0) return [...former.provinceCodes];
  const code = readWord(provinces, word, path, reading);
  return code === null ? [] : [code];
}
