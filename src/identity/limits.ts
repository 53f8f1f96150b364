/** Characters of what people say of themselves. */
export const LONGEST_EMAIL = 254;
export const LONGEST_ORGANISATION_NAME = 200;
export const LONGEST_PERSON_NAME = 100;
export const LONGEST_FOREIGN_NUMBER = 30;
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** Sessions that stand at once: more than a person has devices, and few enough to look through. */
export const MOST_SESSIONS = 100;
