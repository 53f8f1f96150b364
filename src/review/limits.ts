/** Characters of what a person writes about a decision. */
export const LONGEST_NOTE = 2000;
