import { isDeepStrictEqual } from 'node:util';

/** The names of what is different in `after`; what only `before` has does not count. */
export function changedFields<After extends object>(before: object, after: After): (keyof After & string)[] {
  const names = Object.keys(after) as (keyof After & string)[];
  return names.filter((name) => !isDeepStrictEqual(after[name], (before as After)[name]));
}
