import { type GraphQLInputObjectType, GraphQLNonNull, type GraphQLSchema } from 'graphql';
import { CountedProblems } from '../../platform/graphql/invalid-values.js';
import type { Problems } from '../../platform/graphql/problems.js';
import { readInput } from '../../platform/graphql/read-input.js';
import { VALUE } from '../../platform/graphql/values.errors.js';
import type { ComponentRequestInput } from '../requests.inputs.js';
import type { Path } from '../../criteria/reading.js';

/**
 * A request from a file, read by the very type of the API: the same defaults, and the same problems in the same words. Null
 * where its shape forbids reading on. With nothing but fields too many, the rest is handed on to be looked through, so that
 * all problems of a file are named at once.
 */
export function readDocument(
  schema: GraphQLSchema,
  document: unknown,
  problems: Problems,
  path: Path = [],
): ComponentRequestInput | null {
  const type = new GraphQLNonNull(schema.getType('ComponentRequestInput') as GraphQLInputObjectType);
  let input: unknown = null;
  const { problems: found } = CountedProblems.in(true, (counted) => {
    input = readInput(document, type, path, counted);
  });
  for (const { message, path: at, parameters, suggestions } of found)
    problems.add(message, at, parameters, suggestions);
  const isReadable = found.every(({ message }) => message === VALUE.FIELD_UNKNOWN);
  return isReadable ? (input as ComponentRequestInput | null) : null;
}
