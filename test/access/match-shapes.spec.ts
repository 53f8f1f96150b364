import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isLeafType,
  isNonNullType,
} from 'graphql';
import { Client } from 'pg';
import { countQueries } from '../harness/count-queries.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { KINDS, type Kind, MATCH_FIELDS, MATCH_SHAPES } from './access-matrix.js';
import { type People, seed } from './seed.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const fieldsOf = (type: string) => (schema.getType(type) as GraphQLObjectType | GraphQLInterfaceType).getFields();
const namesOf = (type: string): string[] => Object.keys(fieldsOf(type)).sort();
const toldTo = (...kinds: Kind[]): string[] =>
  Object.keys(MATCH_FIELDS)
    .filter((field) => kinds.every((kind) => MATCH_FIELDS[field]!.includes(kind)))
    .sort();
/** Every field of a type, objects by their type alone. */
const everything = (type: string): string =>
  Object.values(fieldsOf(type))
    .map((field) => (isLeafType(getNamedType(field.type)) ? field.name : `${field.name} { __typename }`))
    .join(' ');

describe('a match, as each kind of caller sees it', () => {
  let service: TestService;
  let people: People;
  /** Of the first supplier, released to the first buyer. */
  let id: string;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    people = await seed(service);
    const client = new Client({ connectionString: service.database.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ id: string }>('SELECT id FROM match WHERE released_at IS NOT NULL');
    await client.end();
    expect(rows).toHaveLength(1);
    id = rows[0]!.id;
  });
  afterAll(() => service.close());

  it.each(KINDS)('has exactly the fields that are told to %s', (kind) => {
    expect(namesOf(MATCH_SHAPES[kind])).toEqual(toldTo(kind));
  });

  it('shares what is told to all, and what is told to all who may see the request', () => {
    // A supplier is told the line where its buyer wants it, by a field of its own.
    expect(namesOf('Match')).toEqual(toldTo(...KINDS).filter((field) => field !== 'line'));
    expect(namesOf('RankedMatch')).toEqual(toldTo('BUYER', 'AUTHORITY'));
  });

  it('leaves null only what a match may lack, and nothing by who asks', () => {
    const nullable = (kind: Kind): string[] =>
      Object.values(fieldsOf(MATCH_SHAPES[kind]))
        .filter(({ type }) => !isNonNullType(type))
        .map(({ name }) => name)
        .sort();
    const mayLack = ['evidence', 'leftAt', 'leftBecause', 'outdatedAt'];
    // What a buyer may choose not to tell.
    const untold = ['judgement', 'line'];
    expect(nullable('BUYER')).toEqual(mayLack);
    expect(nullable('SUPPLIER')).toEqual([
      ...untold.slice(0, 1),
      'leftAt',
      'leftBecause',
      ...untold.slice(1),
      'releasedAt',
    ]);
    expect(nullable('AUTHORITY')).toEqual([...mayLack, 'releasedAt', 'reviewer']);
  });

  it.each(KINDS)('answers %s with the whole of its shape, by match, by node and in records', async (kind) => {
    const [client] = people[kind];
    const shape = MATCH_SHAPES[kind];
    const whole = `... on ${shape} { ${everything(shape)} }`;
    const { match, node } = await client.data(
      `query ($id: ID!) { match(id: $id) { __typename ${whole} } node(id: $id) { __typename ${whole} } }`,
      { id },
    );
    expect(match).toMatchObject({ __typename: shape, id });
    expect(Object.keys(match).sort()).toEqual(['__typename', ...namesOf(shape)]);
    expect(node).toEqual(match);
    if (!MATCH_FIELDS['reviewRecords']!.includes(kind)) return;
    const records = `... on ${shape} { reviewRecords { nodes { match { __typename id } } } }`;
    const { match: reviewed } = await client.data(`query ($id: ID!) { match(id: $id) { ${records} } }`, { id });
    expect(reviewed.reviewRecords.nodes.length).toBeGreaterThan(1);
    for (const record of reviewed.reviewRecords.nodes) expect(record).toEqual({ match: { __typename: shape, id } });
  });

  it.each(['BUYER', 'AUTHORITY'] as const)('is in the list of its line what it is elsewhere, for %s', async (kind) => {
    const { requests } = await people[kind][0].data(
      '{ requests { nodes { lines { nodes { id matches { nodes { __typename line { id } rank } } } } } } }',
    );
    const lines = requests.nodes.flatMap((request: any) => request.lines.nodes);
    const matches = lines.flatMap((line: any) => line.matches.nodes);
    expect(matches.length).toBeGreaterThan(0);
    expect(new Set(matches.map((match: any) => match.__typename))).toEqual(new Set([MATCH_SHAPES[kind]]));
    for (const line of lines) for (const match of line.matches.nodes) expect(match.line.id).toBe(line.id);
  });

  it.each(KINDS)('gives %s nothing of the shape of another', async (kind) => {
    for (const other of KINDS.filter((one) => one !== kind)) {
      const { match } = await people[kind][0].data(
        `query ($id: ID!) { match(id: $id) { id ... on ${MATCH_SHAPES[other]} { ${everything(MATCH_SHAPES[other])} } } }`,
        { id },
      );
      expect(match).toEqual({ id });
    }
  });

  it('refuses a field of another by the schema, where the shape is known before', async () => {
    const [supplier] = people.SUPPLIER;
    for (const field of ['rank', 'verdicts { outcome }', 'request { id }', 'run { id }']) {
      const { data, errors } = await supplier.execute(`{ myMatches { nodes { ${field} } } }`);
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('INVALID_REQUEST');
    }
    const [buyer] = people.BUYER;
    for (const field of ['reviewState', 'reviewRecords { nodes { id } }']) {
      const { errors } = await buyer.execute(
        `{ requests { nodes { lines { nodes { matches { nodes { ... on BuyerMatch { ${field} } } } } } } } }`,
      );
      expect(errors?.[0]?.extensions?.code).toBe('INVALID_REQUEST');
    }
  });

  it('costs no more queries for many than for one', async () => {
    const [official] = people.AUTHORITY;
    const queue = (first: number) =>
      official.data(
        `{ reviewQueue(first: ${first}, filter: { states: [PENDING, APPROVED] }) { nodes { ${everything('OfficialMatch')} } } }`,
      );
    expect((await queue(100)).reviewQueue.nodes.length).toBeGreaterThan(2);
    expect(await countQueries(service, () => queue(100))).toBe(await countQueries(service, () => queue(1)));
  });
});
