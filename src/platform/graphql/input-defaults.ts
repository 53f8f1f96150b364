import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

type Variables = Record<string, unknown>;

/**
 * Fills in the defaults of input fields that a variable leaves out. The compiled execution (graphql-jit) does not do it,
 * so an operation would fail from its third run on that passed twice before.
 */
export function withInputDefaults(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | null | undefined,
  variables: Variables | null | undefined,
): Variables {
  const filled: Variables = { ...variables };
  for (const definition of operation?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    if (type && filled[name] !== undefined) filled[name] = filledIn(type, filled[name]);
  }
  return filled;
}

function filledIn(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return filledIn(type.ofType as GraphQLInputType, value);
  if (value === null || value === undefined) return value;
  if (isListType(type)) {
    const item = type.ofType as GraphQLInputType;
    return Array.isArray(value) ? value.map((one) => filledIn(item, one)) : filledIn(item, value);
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return value;
  const filled: Variables = { ...(value as Variables) };
  for (const field of Object.values(type.getFields())) {
    const given = filled[field.name];
    if (given === undefined && field.defaultValue !== undefined) filled[field.name] = field.defaultValue;
    else if (given !== undefined) filled[field.name] = filledIn(field.type, given);
  }
  return filled;
}
