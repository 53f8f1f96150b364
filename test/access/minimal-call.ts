import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isLeafType,
  getNamedType,
  isScalarType,
} from 'graphql';

/** The shortest operation that calls a field: only what must be given, and of that as little as its type allows. */
export function minimalCall(operation: string, field: GraphQLField<unknown, unknown>): string {
  const given = field.args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${literal(argument.type)}`);
  const call = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
  return `${operation} { ${call}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'} }`;
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType as GraphQLInputType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  if (isScalarType(type) && (type.name === 'Int' || type.name === 'Float')) return '1';
  return type.name === 'Boolean' ? 'false' : '"x"';
}
