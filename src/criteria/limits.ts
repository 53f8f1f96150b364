/** Certificates or characteristics that one line may ask for. */
export const MOST_ASKED = 30;
/** Entries of a vocabulary, any of which will do. */
export const MOST_WORDS = 20;
/** What a preference may weigh. */
export const HEAVIEST = 10;
