import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

type Values = Record<string, unknown>;

/** An operation whose every argument, and every field of an input that is one, is a variable of its own. */
export interface CallWithVariables {
  text: string;
  /** What must always be given. */
  required: Values;
  /** What may be left out as well. */
  optional: Values;
  /** Of those, what may be null too. */
  nullable: string[];
}

export function callWithVariables(operation: string, field: GraphQLField<unknown, unknown>): CallWithVariables {
  const call: CallWithVariables = { text: '', required: {}, optional: {}, nullable: [] };
  const declarations: string[] = [];
  const declare = (name: string, at: GraphQLArgument | GraphQLInputField): string => {
    const isOptional = !isNonNullType(at.type) || at.defaultValue !== undefined;
    declarations.push(`$${name}: ${String(isOptional ? getNullableType(at.type) : at.type)}`);
    call[isOptional ? 'optional' : 'required'][name] = shortest(at.type);
    if (!isNonNullType(at.type)) call.nullable.push(name);
    return `$${name}`;
  };
  const given = field.args.map((argument) => {
    const type = getNullableType(argument.type);
    if (!isInputObjectType(type)) return `${argument.name}: ${declare(argument.name, argument)}`;
    const fields = Object.values(type.getFields()).map(
      (one) => `${one.name}: ${declare(`${argument.name}_${one.name}`, one)}`,
    );
    return `${argument.name}: { ${fields.join(', ')} }`;
  });
  const declared = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
  const called = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
  call.text = `${operation} ${declared} { result: ${called} ${selection(field.type, 3)} }`;
  return call;
}

/** The shortest value of a type. */
function shortest(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, shortest(field.type)]));
  }
  if (isScalarType(nullable) && (nullable.name === 'Int' || nullable.name === 'Float')) return 1;
  return isScalarType(nullable) && nullable.name === 'Boolean' ? false : 'x';
}

/** Everything that can be asked for without arguments, so many levels down; of a tree only one. */
export function selection(type: GraphQLOutputType, levels: number, within?: string): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter(({ name, args, type: inner }) => {
      return args.length === 0 && name !== within && (isLeafType(getNamedType(inner)) || levels > 1);
    })
    .map(({ name, type: inner }) => `${name} ${selection(inner, levels - 1, name)}`);
  return `{ __typename ${fields.join(' ')} }`;
}
