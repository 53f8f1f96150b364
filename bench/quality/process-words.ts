import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';

/** “Cutting” is one thing to a garment firm and another to a machine shop: the sector decides where it can. */

/** The code of the one process in these sectors where the word alone names several; else the word as it is. */
export function processInSector(word: string, sectors: ReadonlySet<string>, taxonomy: Taxonomy): string {
  const { exact } = taxonomy.processes.lookUp(word);
  if (exact.length < 2) return word;
  const inSector = exact.filter((process) => process.sectors.some((sector) => sectors.has(sector)));
  return inSector.length === 1 ? inSector[0]!.code : word;
}

export function sectorsNamed(words: readonly string[], taxonomy: Taxonomy): Set<string> {
  return new Set(words.flatMap((word) => taxonomy.sectors.lookUp(word).exact.map(({ code }) => code)));
}

/** The sectors of those processes that are not ambiguous themselves. */
export function sectorsOfProcesses(words: readonly string[], taxonomy: Taxonomy): Set<string> {
  const plain = words.map((word) => taxonomy.processes.lookUp(word).exact).filter(({ length }) => length === 1);
  return new Set(plain.flat().flatMap(({ sectors }) => sectors));
}
