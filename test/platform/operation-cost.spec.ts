import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, GraphQLList, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { apiSchema, schemaText } from '../../src/print-schema.js';
import { withCosts } from '../../src/platform/graphql/cost/cost-directives.js';
import { costOf } from '../../src/platform/graphql/cost/operation-cost.js';
import { LIMITS } from '../../src/platform/graphql/limits.js';
import { bomb } from './cost-bomb.js';

describe('what an operation costs', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await apiSchema();
  });

  const cost = (text: string, variables: object = {}): number => {
    const document = parse(text);
    return costOf(schema, document, getOperationAST(document)!, variables as Record<string, unknown>);
  };

  it.each<[string, number, string, object?]>([
    ['one object', 1, '{ viewer { role } }'],
    ['one in another', 2, '{ viewer { person { id } } }'],
    ['a page as long as is usual, without being asked', 21, '{ firms { nodes { id } } }'],
    ['a page as long as asked', 6, '{ firms(first: 5) { nodes { id } } }'],
    ['a page from the end', 6, '{ firms(last: 5) { nodes { id } } }'],
    ['edges and what is at them', 11, '{ firms(first: 5) { edges { cursor node { id } } } }'],
    [
      'what a page has only once',
      9,
      '{ requests(first: 5) { nodes { id } pageInfo { hasNextPage } a: pageInfo { hasNextPage } b: pageInfo { hasNextPage } } }',
    ],
    ['a page in a page', 1 + 5 * (1 + 1 + 7), '{ requests(first: 5) { nodes { lines(first: 7) { nodes { id } } } } }'],
    ['counting', 1 + 5 * (1 + 1 + 1), '{ requests(first: 5) { nodes { lines(first: 7) { totalCount } } } }'],
    ['a page as long as a variable says', 8, 'query ($n: Int) { firms(first: $n) { nodes { id } } }', { n: 7 }],
    ['the default of a variable', 4, 'query ($n: Int = 3) { firms(first: $n) { nodes { id } } }'],
    ['a variable that is left out', 21, 'query ($n: Int) { firms(first: $n) { nodes { id } } }'],
    ['a variable that is null', 21, 'query ($n: Int = 3) { firms(first: $n) { nodes { id } } }', { n: null }],
    ['a value that is wrong', 21, 'query ($n: Int) { firms(first: $n) { nodes { id } } }', { n: {} }],
    ['more than any page has', 101, 'query ($n: Int) { firms(first: $n) { nodes { id } } }', { n: 1e300 }],
    ['fewer than none', 21, '{ firms(first: -5) { nodes { id } } }'],
    ['a plain list', 30, '{ materials { code synonyms } }'],
    [
      'words to look up',
      16,
      'query ($w: [String!]!) { materialLookUp(words: $w) { word exact { code } } }',
      { w: ['a', 'b'] },
    ],
    ['fragments on a page', 11, '{ firms(first: 5) { ...A ...A } } fragment A on FirmConnection { nodes { id } }'],
    [
      'fragments of several types',
      5,
      '{ node(id: "x") { ... on Firm { sites { id } } ...A } } fragment A on Site { firm { id } }',
    ],
    ['what nobody knows', 0, '{ nothing { more } ...Missing }'],
    ['a circle', 1, '{ viewer { ...A } } fragment A on Viewer { ...A }'],
    ['questions about the schema', 0, '{ __schema { types { fields { type { name } } } } }'],
  ])('counts %s', (...[, expected, text, variables]) => {
    expect(cost(text, variables)).toBe(expected);
  });

  it('stays a number, however fragments multiply', () => {
    for (const [width, depth] of [
      [2, 15],
      [10, 2],
      [10, 15],
    ] as const) {
      expect(cost(bomb(width, depth))).toBeGreaterThan(LIMITS.cost);
      expect(cost(bomb(width, depth))).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    }
  });

  it('stands in the printed schema, at every list of objects', async () => {
    const printed = buildSchema(await schemaText());
    const query = printed.getQueryType()!.getFields();
    const directives = (name: string) => query[name]!.astNode!.directives!.map((one) => one.name.value);
    expect([directives('materials'), directives('firms'), directives('viewer')]).toEqual([
      ['listSize'],
      ['listSize'],
      [],
    ]);
    expect(printed.getType('MaterialLookUp')!.astNode!.directives!.map((one) => one.name.value)).toEqual(['cost']);
  });

  it('is missing where nobody stated the length of a list: the schema is not built', () => {
    const part = new GraphQLObjectType({
      name: 'Part',
      fields: { name: { type: schema.getType('Term') as GraphQLObjectType } },
    });
    const query = new GraphQLObjectType({ name: 'Query', fields: { parts: { type: new GraphQLList(part) } } });
    expect(() => withCosts(new GraphQLSchema({ query }))).toThrow(/how long is: Query\.parts/);
  });
});
