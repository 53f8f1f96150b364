/** Characters of what people say of themselves. */
export const LONGEST_EMAIL = 254;
export const LONGEST_ORGANISATION_NAME = 200;
export const LONGEST_PERSON_NAME = 100;
export const LONGEST_FOREIGN_NUMBER = 30;
export const LONGEST_API_KEY_NAME = 100;
export const LONGEST_JOB_TITLE = 100;
export const LONGEST_PHONE_NUMBER = 30;
export const MOST_CONTACT_LANGUAGES = 10;
/** Of one organisation; the table has as many places. */
export const MOST_CONTACTS = 10;
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** Sessions that stand at once: more than a person has devices, and few enough to look through. */
export const MOST_SESSIONS = 100;

/** How long a sign-in waits for its code. */
export const CHALLENGE_MINUTES = 10;
/** How long somebody may take at the provider of their authority. */
export const PROVIDER_SIGN_IN_MINUTES = 15;
export const RECOVERY_CODES = 10;

/** Of one organisation, that are good. */
export const MOST_API_KEYS = 20;

/** Mails that anybody can have sent to an address. */
export const MOST_RESETS_AN_HOUR = 3;
/** Mails that a person can have sent to addresses that are not their own yet. */
export const MOST_EMAIL_CHANGES_AN_HOUR = 3;
/** Mails that one organisation can have sent to one address. */
export const MOST_INVITATION_MAILS_A_DAY = 5;
/** Of one organisation, at a time. */
export const MOST_OPEN_INVITATIONS = 50;
