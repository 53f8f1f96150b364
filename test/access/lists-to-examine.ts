import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ROOMS } from '../../src/app.rooms.js';
import { policyOf } from '../../src/platform/room.js';
import { type Kind, KINDS, OPERATIONS, TABLES } from './access-matrix.js';

const POLICY = policyOf(ROOMS);

type Field = GraphQLField<unknown, unknown>;

/** Types whose table has another name. */
const TABLE_OF: Partial<Record<string, string>> = { ReviewRecord: 'review_decision' };

/**
 * Every field whose answer is looked up, as `Type.field` for each kind of actor that can come to it: what it may ask for at all,
 * and below that each connection, and each list of objects that a thing with an id has. Not the vocabularies, and nothing of
 * tables that the kind sees no row of.
 */
export function listsToExamine(schema: GraphQLSchema): Record<Kind, string[]> {
  const queries = Object.values(schema.getQueryType()!.getFields());
  const known = queries.filter((field) => isVocabulary(schema, field));
  const vocabularies = new Set(known.flatMap(({ type }) => [...below(type)]));
  const of = (kind: Kind): string[] => {
    const asked = queries.filter((field) => OPERATIONS.query[field.name]!.includes(kind) && !known.includes(field));
    // `node` leads to everything by its id alone; what is below is found where a list leads to it.
    const types = new Set(asked.flatMap(({ name, type }) => (name === 'node' ? [] : [...below(type, kind)])));
    const lists = [...types].flatMap((type) =>
      fieldsOf(type)
        .filter((field) => isTold(type, field, kind))
        .filter(
          (field) => isList(schema, type, field) && types.has(elementOf(field)) && !vocabularies.has(elementOf(field)),
        )
        .map(({ name }) => `${type.name}.${name}`),
    );
    return [...asked.map(({ name }) => `Query.${name}`), ...lists].sort();
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Record<Kind, string[]>;
}

/** Every field that an operation asks for, as `Type.field`. */
export function fieldsAsked(schema: GraphQLSchema, query: string): string[] {
  const info = new TypeInfo(schema);
  const asked: string[] = [];
  // One that is not there is for the service to refuse, where the operation is examined.
  const Field = () => {
    const field = info.getFieldDef();
    if (field) asked.push(`${info.getParentType()!.name}.${field.name}`);
  };
  visit(parse(query), visitWithTypeInfo(info, { Field }));
  return asked;
}

/** Anyone may read it, and nothing in it has an id: it comes from the files of the taxonomy or from the build. */
const isVocabulary = (schema: GraphQLSchema, { name, type }: Field): boolean =>
  OPERATIONS.query[name]!.includes('ANONYMOUS') && ![...below(type)].some((each) => isNode(schema, each));

const isList = (schema: GraphQLSchema, parent: GraphQLNamedType, { type }: Field): boolean => {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return isCompositeType(getNamedType(bare)) && isNode(schema, parent);
  return getNamedType(bare).name.endsWith('Connection');
};

function isNode(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  const node = schema.getType('Node');
  return (isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().some((each) => each === node);
}

const fieldsOf = (type: GraphQLNamedType): Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

const elementOf = ({ type }: Field): GraphQLNamedType => getNamedType(type);

/** Of a table, whatever becomes of its rows: `VerificationConnection` and `VerificationEdge` as well as `Verification`. */
function isHidden({ name }: GraphQLNamedType, kind: Kind): boolean {
  const row = name.replace(/(Connection|Edge)$/, '');
  const table = TABLE_OF[row] ?? row.replaceAll(/(?<=.)[A-Z]/g, '_$&').toLowerCase();
  return TABLES[table] !== undefined && TABLES[table].read[kind] === undefined;
}

const isTold = (type: GraphQLNamedType, { name }: Field, kind: Kind): boolean => {
  const rule = isObjectType(type) ? POLICY.ruleOf(type, name) : undefined;
  return rule === undefined || rule.to.includes(kind);
};

/** The types of an answer, from its own down; for a kind of actor those that it sees anything of. */
function below(type: Field['type'], kind?: Kind, found = new Set<GraphQLNamedType>()): Set<GraphQLNamedType> {
  const named = getNamedType(type);
  if (!isCompositeType(named) || found.has(named) || (kind && isHidden(named, kind))) return found;
  found.add(named);
  for (const field of fieldsOf(named)) if (!kind || isTold(named, field, kind)) below(field.type, kind, found);
  return found;
}
