import {
  DirectiveLocation,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLDirective,
  type GraphQLField,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from 'graphql';
import { USUAL_PAGE } from '../connection.js';
import { LIST_SIZES, SLICED_BY, WEIGHTS } from './assumed.js';

export interface ListSize {
  assumedSize?: number;
  slicingArguments?: readonly string[];
  sizedFields?: readonly string[];
  requireOneSlicingArgument?: false;
}

interface Costs {
  cost?: number;
  listSize?: ListSize;
}

/** What the directives say of a type or field. */
export const costsOf = ({ extensions }: { extensions: object }): Costs => extensions;

const names = new GraphQLList(new GraphQLNonNull(GraphQLString));

export const COST_DIRECTIVES = [
  new GraphQLDirective({
    name: 'cost',
    description:
      'What one of it costs, where that is not 1 for an object and 0 for a plain value: see the GraphQL cost directives specification.',
    locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT],
    args: {
      weight: { type: new GraphQLNonNull(GraphQLString), description: 'A number; counts once for each in a list.' },
    },
  }),
  new GraphQLDirective({
    name: 'listSize',
    description: 'How long a list is taken to be before it is known.',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: {
      assumedSize: { type: GraphQLInt, description: 'As long as this, where no argument says it.' },
      slicingArguments: { type: names, description: 'As long as these arguments say, or as they have entries.' },
      sizedFields: { type: names, description: 'The lists in it that are meant, where it is none itself.' },
      requireOneSlicingArgument: {
        type: GraphQLBoolean,
        defaultValue: true,
        description: 'Whether one of the arguments has to be given.',
      },
    },
  }),
];

/** The schema with the cost of everything in it. A list of objects whose size nobody has stated is refused. */
export function withCosts(schema: GraphQLSchema): GraphQLSchema {
  const unsized: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    const weight = WEIGHTS[type.name];
    if (weight !== undefined) type.extensions = { ...type.extensions, cost: weight };
    const isConnection = type.name.endsWith('Connection');
    for (const field of Object.values(type.getFields())) {
      const cost = WEIGHTS[field.name];
      if (cost !== undefined) field.extensions = { ...field.extensions, cost };
      const listSize = listSizeOf(type.name, field);
      if (listSize) field.extensions = { ...field.extensions, listSize };
      else if (isListOfObjects(field) && !isConnection) unsized.push(`${type.name}.${field.name}`);
    }
  }
  if (unsized.length > 0)
    throw new Error(`State in platform/graphql/cost/assumed.ts how long is: ${unsized.join(', ')}`);
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...config.directives, ...COST_DIRECTIVES] });
}

function listSizeOf(typeName: string, field: GraphQLField<unknown, unknown>): ListSize | undefined {
  if (getNamedType(field.type).name.endsWith('Connection')) {
    return {
      assumedSize: USUAL_PAGE,
      slicingArguments: ['first', 'last'],
      sizedFields: ['edges', 'nodes'],
      requireOneSlicingArgument: false,
    };
  }
  if (!isListOfObjects(field) || typeName.endsWith('Connection')) return undefined;
  const slicingArguments = SLICED_BY[field.name];
  if (slicingArguments) return { slicingArguments };
  const assumedSize = LIST_SIZES[`${typeName}.${field.name}`] ?? LIST_SIZES[field.name];
  return assumedSize === undefined ? undefined : { assumedSize };
}

const isListOfObjects = (field: GraphQLField<unknown, unknown>): boolean =>
  isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
