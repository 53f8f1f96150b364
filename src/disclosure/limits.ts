/** The most characters of an agreement: some thirty pages. */
export const LONGEST_AGREEMENT = 60_000;

/** Drawings of one line. */
export const MOST_DRAWINGS = 20;
