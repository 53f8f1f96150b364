import { refuseArgument } from '../graphql/invalid-values.js';
import { TEXT } from './text.errors.js';

/** The words of a text that somebody searches by; each is to occur somewhere. `path`: the place of the argument; `longest`: characters. */
export function searchWords(text: string | null | undefined, path: string[], longest: number): string[] {
  const given = text?.trim() ?? '';
  if (given.length > longest) {
    throw refuseArgument(TEXT.TEXT_TOO_LONG, path, { length: given.length, max: longest });
  }
  // PostgreSQL knows no NUL.
  return given.split(/[\s\0]+/).filter((word) => word !== '');
}
