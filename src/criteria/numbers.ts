/**
 * Numbers that are compared. A number that is not there is a fault of whoever made the snapshot; compared all the same, it
 * would be on neither side of a limit and pass for "short", so it stops the run instead.
 */

export class MissingNumberError extends Error {
  constructor(
    readonly criterion: string,
    readonly field: string,
    value: unknown,
  ) {
    super(`The criterion ${criterion} needs a number in ${field}, not ${String(value)}`);
    this.name = 'MissingNumberError';
  }
}

/** The number itself, where it is one. */
export function numberOf(value: number | undefined, criterion: string, field: string): number {
  if (Number.isFinite(value)) return value as number;
  throw new MissingNumberError(criterion, field, value);
}

/** The same for a number that may be left open with `null`. */
export const numberOrNull = (value: number | null | undefined, criterion: string, field: string): number | null =>
  value === null ? null : numberOf(value, criterion, field);

/** All of so many numbers. */
export function numbersOf<Values extends readonly number[]>(
  values: Values | undefined,
  count: Values['length'],
  criterion: string,
  field: string,
): Values {
  if (values === undefined) throw new MissingNumberError(criterion, field, values);
  for (let index = 0; index < count; index++) numberOf(values[index], criterion, field);
  return values;
}
