import { fold } from '../platform/text/fold.js';
import type { Material } from './taxonomy.js';

/** All that a material is called: its designations by every standard body beside its labels and synonyms. */
export function wordsOfMaterial({ code, labels, synonyms, designations }: Material): string[] {
  return [code, ...Object.values(labels), ...synonyms, ...Object.values(designations).flat()];
}

/** "thép inox 304" says the family twice; nobody says it more often, and each one more costs a round of guesses. */
const MOST_FAMILIES = 2;
/** Nor does a name of that kind fall apart in more places. */
const MOST_CUTS = 16;

/**
 * Reads a family followed or preceded by a grade: "nhôm 6061", "thép SCM440", "AL7075", "ABS樹脂". The grade may lack
 * the letters of its designation (6061 for A6061), because the family says which 6061 is meant; an entry outside the
 * family named is never the answer, so "nhôm SUS304" stays unknown.
 */
export function familyAndGrade(
  materials: readonly Material[],
  isWithin: (code: string, ancestor: string) => boolean,
): (word: string, find: (part: string) => Material[]) => Material[] {
  const byNumber = new Map<string, Set<Material>>();
  for (const material of materials) {
    if (material.kind !== 'grade') continue;
    for (const word of wordsOfMaterial(material)) {
      const number = numberOf(word);
      if (number) byNumber.set(number, (byNumber.get(number) ?? new Set()).add(material));
    }
  }

  const read = (word: string, find: (part: string) => Material[], mostFamilies: number): Material[] => {
    const named = new Set<Material>();
    const parts = mostFamilies === 0 ? [] : [...cuts(word)];
    for (const [first, second] of parts.length > MOST_CUTS ? [] : parts) {
      for (const [familyWords, rest] of [
        [first, second],
        [second, first],
      ] as const) {
        const families = find(familyWords).filter(({ kind }) => kind !== 'grade');
        if (families.length === 0) continue;
        const direct = find(rest);
        const candidates = direct.length > 0 ? direct : [...(byNumber.get(fold(rest)) ?? [])];
        for (const material of candidates.length > 0 ? candidates : read(rest, find, mostFamilies - 1)) {
          if (families.some((family) => isWithin(material.code, family.code))) named.add(material);
        }
      }
    }
    return [...named];
  };
  return (word, find) => read(word, find, MOST_FAMILIES);
}

/** "6061" of "A6061" and "EN AW-6061", "316l" of "AISI 316L"; nothing where no number of three digits or more ends it. */
function numberOf(designation: string): string | undefined {
  return /^[a-z]{0,6}(\d{3,5}[a-z]{0,2})$/.exec(fold(designation))?.[1];
}

/** Every place where a word falls into two: at spaces and hyphens, between letters and digits, between scripts. */
function* cuts(word: string): Generator<readonly [string, string]> {
  const text = word.normalize('NFKC').trim();
  const borders = [
    /[\s-]+/gu,
    /(?<=\p{L})(?=\d)/gu,
    /(?<=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}ー])(?=[\p{Script=Latin}\d])/gu,
    /(?<=[\p{Script=Latin}\d])(?=[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}])/gu,
  ];
  const seen = new Set<string>();
  for (const border of borders) {
    for (const match of text.matchAll(border)) {
      const [first, second] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
      if (first === '' || second === '' || seen.has(`${first}\n${second}`)) continue;
      seen.add(`${first}\n${second}`);
      yield [first, second];
    }
  }
}
