import type { LookUp, Taxonomy, Vocabulary } from './taxonomy.js';

/** For how many unknown words of one input the nearest are looked for: nobody mends more before sending it again. */
const MOST_SUGGESTED = 100;

/**
 * The taxonomy as the words of one input are read with: a word that comes again is answered from memory, and so many
 * unknown ones, each with its place, come with suggestions. The others are no less unknown, but cost no time.
 */
export function taxonomyForOneInput(taxonomy: Taxonomy): Taxonomy {
  let suggested = 0;
  const nearestWithin = <T>(found: LookUp<T>): T[] => {
    if (found.exact.length > 0 || suggested >= MOST_SUGGESTED) return [];
    suggested += 1;
    return found.nearest();
  };
  const remembering = <T extends { code: string }, V extends Vocabulary<T>>(vocabulary: V & Vocabulary<T>): V => {
    const known = new Map<string, LookUp<T>>();
    const lookUp = (word: string): LookUp<T> => {
      const before = known.get(word);
      if (before) return before;
      const found = vocabulary.lookUp(word);
      let nearest: T[] | undefined;
      const once = { ...found, nearest: () => (nearest ??= nearestWithin(found)) };
      known.set(word, once);
      return once;
    };
    return { ...vocabulary, lookUp };
  };
  return {
    ...taxonomy,
    sectors: remembering(taxonomy.sectors),
    processes: remembering(taxonomy.processes),
    materials: remembering(taxonomy.materials),
    certificateStandards: remembering(taxonomy.certificateStandards),
    characteristics: remembering(taxonomy.characteristics),
    endMarkets: remembering(taxonomy.endMarkets),
    languages: remembering(taxonomy.languages),
    units: remembering(taxonomy.units),
    administrativeUnits: remembering(taxonomy.administrativeUnits),
    industrialParks: remembering(taxonomy.industrialParks),
  };
}
