/** Characters of what a person writes about a decision. */
export const LONGEST_NOTE = 2000;
/** Matches that are decided on at once. */
export const MOST_AT_ONCE = 500;
