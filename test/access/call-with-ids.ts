import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';
import { selection } from './calls-with-variables.js';

export interface CallWithIds {
  text: string;
  variables: Record<string, unknown>;
}

/** An operation with what must be given, and with an id at one path of its arguments: `id`, `input.siteId`. */
export function callWithId(
  operation: string,
  field: GraphQLField<unknown, unknown>,
  path: string | null,
  id: string,
): CallWithIds {
  const variables: Record<string, unknown> = {};
  const into = path?.split('.') ?? [];
  for (const argument of field.args) {
    const isOnTheWay = argument.name === into[0];
    if (isOnTheWay || isRequiredArgument(argument))
      variables[argument.name] = value(argument.type, isOnTheWay ? into.slice(1) : null, id);
  }
  const given = field.args.filter(({ name }) => name in variables);
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = given.length > 0 ? `${field.name}(${passed})` : field.name;
  return {
    text: `${operation} ${declared && `(${declared})`} { result: ${call} ${selection(field.type, 3)} }`,
    variables,
  };
}

/** The least a type allows; `into`: what is left of the path to the id, null beside it. */
function value(type: GraphQLInputType, into: readonly string[] | null, id: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return into ? [value(nullable.ofType as GraphQLInputType, into, id)] : [];
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (one) => one.name === into?.[0] || isRequiredInputField(one),
    );
    return Object.fromEntries(
      fields.map((one) => [one.name, value(one.type, one.name === into?.[0] ? into!.slice(1) : null, id)]),
    );
  }
  if (into) return id;
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  const { name } = getNamedType(nullable);
  if (!isScalarType(nullable)) return null;
  return { Int: 1, Float: 1, Boolean: false, Day: '2026-12-01' }[name] ?? 'x';
}
