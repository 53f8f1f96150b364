import { registerEnumType } from '@nestjs/graphql';

/** Its members by their names in the API, as far as a type can tell them. */
export type DescribedEnum<Value extends string> = {
  readonly [V in Value as V extends Uppercase<V> | Lowercase<V> ? Uppercase<V> : never]: V;
};

/** An enum of the API with a description for each of its values; `leadTime` in the code is `LEAD_TIME` in the API. */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): DescribedEnum<Value> {
  const entries = (Object.entries(values) as [Value, string][]).map(([value, text]) => ({
    name: nameOf(value),
    value,
    text,
  }));
  const members = Object.fromEntries(entries.map((entry) => [entry.name, entry.value]));
  const valuesMap = Object.fromEntries(entries.map((entry) => [entry.name, { description: entry.text }]));
  registerEnumType(members, { name, description, valuesMap });
  return members as DescribedEnum<Value>;
}

const nameOf = (value: string): string =>
  value === value.toUpperCase() ? value : value.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
