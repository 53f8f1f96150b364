/** Injects the `Taxonomy` this process was started with. */
export const TAXONOMY = Symbol('Taxonomy');
