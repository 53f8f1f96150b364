import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { SignedInClient } from '../harness/people.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
/** The vocabularies and the firm’s own: everybody’s, and no way back to the request. */
const ELSEWHERE = new Set(
  ['Firm', 'Site', 'Process', 'Person', 'Organisation', 'Material'].concat(['CertificateStandard', 'Characteristic']),
);

/** Every field of a type and of all it leads to. Of values of several shapes, what they share: they have it all in words. */
function everything(type: GraphQLObjectType | GraphQLInterfaceType, above: readonly string[] = []): string {
  return Object.values(type.getFields())
    .map(({ name, type: of }) => {
      const named = getNamedType(of);
      if (!isObjectType(named) && !isInterfaceType(named)) return name;
      if (above.includes(named.name)) return '';
      if (ELSEWHERE.has(named.name)) return `${name} { __typename }`;
      if (/RankedMatchConnection|MatchRun/.test(named.name)) return '';
      return `${name} { __typename ${everything(named, [...above, type.name])} }`;
    })
    .join(' ');
}

const WHOLE = everything(schema.getType('SupplierMatch') as GraphQLObjectType).replace(/\brevision\b/g, '');

/**
 * Whatever a supplier gets out of the API about a match of its own, in both languages: by its list, by ids, its own and
 * stolen ones, and from errors.
 */
export async function everythingTold(
  client: SignedInClient,
  { match, stolen }: { match: string; stolen: readonly string[] },
): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const language of ['vi', 'en'] as const) {
    const speaking = client.inLanguage(language);
    const ask = async (query: string, variables: object = {}) => told.push(await speaking.execute(query, variables));
    const { myMatches } = await speaking.data<any>(`{ myMatches(first: 50) { nodes { ${WHOLE} } } }`);
    told.push(...myMatches.nodes.filter(({ id }: { id: string }) => id === match));
    await ask(`query ($id: ID!) { match(id: $id) { ... on SupplierMatch { ${WHOLE} } } }`, { id: match });
    await ask(`query ($id: ID!) { node(id: $id) { ... on SupplierMatch { ${WHOLE} } } }`, { id: match });
    await ask(`mutation ($id: ID!) { reviewAnswer(matchId: $id, answer: "") { userErrors { message } } }`, {
      id: match,
    });
    for (const id of stolen) {
      await ask(
        'query ($id: ID!) { node(id: $id) { __typename ... on RequestLine { title partNumber description } } }',
        {
          id,
        },
      );
      await ask('query ($id: ID!) { request(id: $id) { title } }', { id });
    }
  }
  return told;
}

/** As text, without ids and moments: they are said of everything, and hold any digits. */
export const inText = (told: unknown): string =>
  JSON.stringify(told)
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT');
