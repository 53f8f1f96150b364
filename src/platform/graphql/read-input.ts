import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import type { Problems } from './problems.js';
import { VALUE } from './values.errors.js';
import { reportUnknownField, reportWrongValue } from './wrong-value.js';

type Path = readonly (string | number)[];

/**
 * Reads a value as the schema's type does, graphql-js itself deciding: defaults are filled in, and whatever does not fit
 * becomes a problem with its place. Fields nobody knows are left out of what is returned; where other problems were added,
 * it is not of use.
 */
export function readInput(value: unknown, type: GraphQLInputType, path: Path, problems: Problems): unknown {
  const told = new Set<string>();
  const tell = (inside: Path, wrong: unknown): void => {
    const at = [...path, ...inside];
    // An object is complained of once for each of its fields.
    const place = JSON.stringify(inside);
    if (told.has(place)) return;
    told.add(place);
    const expected = typeAt(type, inside);
    const named = getNamedType(expected);
    if (wrong === null || wrong === undefined) problems.add(VALUE.VALUE_NULL, at);
    else if (!isInputObjectType(named) || !isFields(wrong)) reportWrongValue(wrong, expected, at, problems);
    else reportFields(wrong, named, at, problems);
  };
  return coerceInputValue(value, type, tell, true);
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function reportFields(
  value: Record<string, unknown>,
  type: GraphQLInputObjectType,
  path: Path,
  problems: Problems,
): void {
  const fields = type.getFields();
  for (const field of Object.values(fields)) {
    if (value[field.name] === undefined && isRequiredInputField(field))
      problems.add(VALUE.VALUE_MISSING, [...path, field.name]);
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) reportUnknownField(name, Object.keys(fields), path, problems);
  }
}

/** The type a value at this place is to have. One value alone stands for a list of one, so lists may have no index. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  let at = type;
  for (const step of path) {
    const nullable = getNullableType(at);
    if (typeof step === 'number' && isListType(nullable)) at = nullable.ofType as GraphQLInputType;
    else at = (getNamedType(at) as GraphQLInputObjectType).getFields()[step]!.type;
  }
  return at;
}
