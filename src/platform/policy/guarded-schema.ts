import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { ApiError } from '../graphql/api-error.js';
import type { OperationContext } from '../graphql/operation-context.js';
import type { Policy } from './policy.js';
import { anyone } from './room-policy.js';

/** Told to whoever may call what answers with them: what is inside is in a row of its own. */
const WRAPPING = /(Payload|Connection|Edge|UserError)$|^PageInfo$/;

/**
 * The schema with the policy before its fields. Where the two do not fit, with all that is wrong: an operation or a field that
 * nobody described, an id of nobody knows what, or a row about something that is not there.
 */
export function guardedSchema(schema: GraphQLSchema, policy: Policy): GraphQLSchema {
  const unfit = differences(schema, policy);
  if (unfit.length > 0) throw new Error(`The policy does not fit the schema:\n  ${unfit.join('\n  ')}`);
  for (const type of governedTypes(schema)) {
    for (const field of Object.values(type.getFields())) guard(type, field, policy);
  }
  return schema;
}

/** The types whose fields are in the policy one by one. */
export const governedTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !rootsOf(schema).includes(type) && !WRAPPING.test(type.name));

/** The paths to the ids among the arguments: `id`, `input.siteId`. */
export function idsAmong(field: Pick<GraphQLField<unknown, unknown>, 'args'>): string[] {
  const idsIn = (name: string, type: GraphQLInputType, within: readonly string[]): string[] => {
    const named = getNamedType(type);
    if (named.name === 'ID') return [name];
    if (!isInputObjectType(named) || within.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((one) =>
      idsIn(`${name}.${one.name}`, one.type, [...within, named.name]),
    );
  };
  return field.args.flatMap(({ name, type }) => idsIn(name, type, []));
}

export const rootsOf = (schema: GraphQLSchema): GraphQLObjectType[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((root) => root != null);

function differences(schema: GraphQLSchema, policy: Policy): string[] {
  const operations = rootsOf(schema).flatMap((root) => Object.values(root.getFields()));
  const types = governedTypes(schema);
  const isThere = (name: string): boolean => {
    const [type, field] = name.split('.') as [string, string];
    const found = schema.getType(type);
    if (field === '*') return types.includes(found as GraphQLObjectType) || isInterfaceType(found);
    return types.includes(found as GraphQLObjectType) && field in (found as GraphQLObjectType).getFields();
  };
  return [
    ...operations
      .filter(({ name }) => !policy.operations.has(name))
      .map(({ name }) => `nobody says who may call ${name}`),
    ...types.flatMap((type) =>
      Object.keys(type.getFields())
        .filter((field) => policy.ruleOf(type, field) === undefined)
        .map((field) => `nobody says who is told ${type.name}.${field}`),
    ),
    ...[...policy.operations.keys()]
      .filter((name) => !operations.some((operation) => operation.name === name))
      .concat([...policy.fields.keys()].filter((name) => !isThere(name)))
      .map((name) => `there is no ${name}`),
    ...operations.flatMap((operation) => {
      const said = Object.keys(policy.operations.get(operation.name)?.ids ?? {});
      const asked = idsAmong(operation);
      return [
        ...asked.filter((path) => !said.includes(path)).map((path) => `${operation.name}: the id of what is ${path}?`),
        ...said.filter((path) => !asked.includes(path)).map((path) => `${operation.name} has no id ${path}`),
      ];
    }),
  ];
}

function guard(type: GraphQLObjectType, field: GraphQLField<unknown, OperationContext>, policy: Policy): void {
  const rule = policy.ruleOf(type, field.name)!;
  if (anyone.every((caller) => rule.to.includes(caller))) return;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (object, args, context, info) => {
    if (!policy.isTo(rule, context.actor) || policy.isBeyondKey(rule, context.actor))
      throw new ApiError('FORBIDDEN', `${type.name}.${field.name} is not told to you`);
    return resolve(object, args, context, info);
  };
}
