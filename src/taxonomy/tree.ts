import { vocabularyOf, type VocabularyOptions } from './vocabulary.js';
import type { Tree } from './taxonomy.js';

/**
 * A vocabulary whose entries form a tree. Entries are numbered in one walk, so that everything below an entry is one
 * stretch of the walk and "is it within" two comparisons. The data must be free of cycles and unknown parents.
 */
export function treeOf<T extends { code: string; parent: string | null }>(
  all: readonly T[],
  options: VocabularyOptions<T>,
): Tree<T> {
  const below = new Map<string | null, T[]>();
  for (const entry of all) below.set(entry.parent, [...(below.get(entry.parent) ?? []), entry]);

  const walk: string[] = [];
  const stretches = new Map<string, { from: number; to: number }>();
  const visit = (entry: T) => {
    const from = walk.push(entry.code) - 1;
    for (const child of below.get(entry.code) ?? []) visit(child);
    stretches.set(entry.code, { from, to: walk.length });
  };
  for (const root of below.get(null) ?? []) visit(root);

  const isWithin = (code: string, ancestor: string): boolean => {
    const [inner, outer] = [stretches.get(code), stretches.get(ancestor)];
    return inner !== undefined && outer !== undefined && outer.from <= inner.from && inner.to <= outer.to;
  };

  /** "hàn (TIG)": the narrower of the two, where one lies below the other. */
  const narrower = (a: T, b: T): T | null => {
    if (isWithin(b.code, a.code)) return b;
    return isWithin(a.code, b.code) ? a : null;
  };

  const vocabulary = vocabularyOf(all, {
    ...options,
    agree: (outside, inside) => narrower(outside, inside) ?? options.agree?.(outside, inside) ?? null,
  });
  return Object.freeze({
    ...vocabulary,
    isWithin,
    lineage(code: string): T[] {
      const path: T[] = [];
      for (let entry = vocabulary.get(code); entry; entry = vocabulary.get(entry.parent ?? '')) path.push(entry);
      return path;
    },
    children: (code: string | null) => [...(below.get(code) ?? [])],
    subtree(code: string): string[] {
      const stretch = stretches.get(code);
      return stretch ? walk.slice(stretch.from, stretch.to) : [];
    },
  });
}
