import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that is in the calendar: 2027-02-30 is not, nor is any of the year 0, which PostgreSQL does not know. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text < '0001') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * A calendar day as text. Whether the day exists is the services’ to say, together with all other problems of an input;
 * the scalar refuses only what is no text at all.
 */
export const DayScalar = new GraphQLScalarType<string, string>({
  name: 'Day',
  description: 'A calendar day, ISO 8601: YYYY-MM-DD. No time and no zone.',
  serialize: (value) => String(value),
  parseValue: (value) => asText(value),
  parseLiteral: (node) => asText(node.kind === Kind.STRING ? node.value : null),
});

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A day is written as text: "YYYY-MM-DD"');
  return value;
}
