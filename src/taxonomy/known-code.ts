import { refuseArgument } from '../platform/graphql/invalid-values.js';
import { TERM } from './resolve-term.js';
import type { Vocabulary } from './taxonomy.js';

/** A filter takes codes only: what is not one is a fault of the client, not of a person’s words. */
export function knownCode<T extends { code: string }>(vocabulary: Vocabulary<T>, code: string, field: string): string {
  if (vocabulary.get(code)) return code;
  throw refuseArgument(TERM.TERM_UNKNOWN, ['filter', field], { word: code.slice(0, 60) });
}
