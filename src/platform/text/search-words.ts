import { refuseArgument } from '../graphql/invalid-values.js';
import { TEXT } from './text.errors.js';

const LONGEST_TEXT = 100;

/** The words of a text that somebody searches by; each is to occur somewhere. `path`: the place of the argument. */
export function searchWords(text: string | null | undefined, path: string[]): string[] {
  const given = text?.trim() ?? '';
  if (given.length > LONGEST_TEXT) {
    throw refuseArgument(TEXT.TEXT_TOO_LONG, path, { length: given.length, max: LONGEST_TEXT });
  }
  // PostgreSQL knows no NUL.
  return given.split(/[\s\0]+/).filter((word) => word !== '');
}
