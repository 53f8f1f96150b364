import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLInterfaceType } from 'graphql';
import { Client } from 'pg';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { KINDS, type Kind, MATCH_SHAPES } from './access-matrix.js';
import { type People, seed } from './seed.js';

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const TABLES: Record<string, string> = {
  Capability: 'capability',
  Certificate: 'certificate',
  Contact: 'contact',
  ComponentRequest: 'component_request',
  Firm: 'firm',
  Match: 'match',
  Organisation: 'organisation',
  RequestLine: 'request_line',
  Site: 'site',
};
/** What the caller gets a row of the table as. */
const shownAs = (type: string, kind: Kind): string => (type === 'Match' ? MATCH_SHAPES[kind] : type);

describe('node(id)', () => {
  let service: TestService;
  let superuser: Client;
  let people: People;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    people = await seed(service);
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await service.close();
  });

  const idsOf = async (type: string): Promise<string[]> =>
    (await superuser.query<{ id: string }>(`SELECT id FROM ${TABLES[type]!}`)).rows.map(({ id }) => id);
  const found = async (client: SignedInClient, ids: string[]): Promise<string[]> => {
    const shown: string[] = [];
    for (const id of ids) {
      const { node } = await client.data(NODE, { id });
      if (node) shown.push(`${node.__typename} ${node.id}`);
    }
    return shown.sort();
  };

  it('is for every type with an address', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const types = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType).map(({ name }) => name);
    const known = Object.keys(TABLES).flatMap((type) => KINDS.map((kind) => shownAs(type, kind)));
    expect(types.sort()).toEqual([...new Set(known)].sort());
  });

  it.each(Object.keys(TABLES))('shows of each %s what the caller may see, and nothing of another’s', async (type) => {
    const ids = await idsOf(type);
    expect(ids.length).toBeGreaterThan(1);
    for (const kind of KINDS) {
      for (const client of people[kind]) {
        // Row-level security, asked directly, as this person.
        const { organisationId, personId } = client;
        const unitOfWork = service.get(UnitOfWork);
        const actor = { kind, organisationId, personId, role: 'OWNER', isUnbounded: kind === 'AUTHORITY' } as const;
        const look = unitOfWork.run(actor, () => unitOfWork.query<{ id: string }>(`SELECT id FROM ${TABLES[type]!}`));
        const rows = await look.catch((error: unknown) => {
          expect(String(error)).toContain('permission denied');
          return [];
        });
        expect(await found(client, ids)).toEqual(rows.map(({ id }) => `${shownAs(type, kind)} ${id}`).sort());
      }
    }
  });

  it('answers with the whole object, many at once for one statement a table', async () => {
    const [supplier] = people.SUPPLIER;
    const { myFirm } = await supplier.data('{ myFirm { id name sites { id name } } }');
    const { firm, site } = await supplier.data(
      `query ($firm: ID!, $site: ID!) { firm: node(id: $firm) { ... on Firm { name sites { id } } }
         site: node(id: $site) { ... on Site { name firm { id } } } }`,
      { firm: myFirm.id.toUpperCase(), site: myFirm.sites[0].id },
    );
    expect(firm).toEqual({ name: myFirm.name, sites: myFirm.sites.map(({ id }: { id: string }) => ({ id })) });
    expect(site).toEqual({ name: myFirm.sites[0].name, firm: { id: myFirm.id } });
  });

  it.each(['0193a8c0-0000-7000-8000-000000000000', 'x', ''])('is null for the id %j', async (id) => {
    expect(await people.AUTHORITY[0].data(NODE, { id })).toEqual({ node: null });
  });

  it('shows nothing of a person, a file or a record, which are reached through others', async () => {
    const { rows } = await superuser.query<{ id: string }>(
      'SELECT id FROM person UNION ALL SELECT id FROM stored_file UNION ALL SELECT id FROM review_decision',
    );
    expect(
      await found(
        people.AUTHORITY[0],
        rows.map(({ id }) => id),
      ),
    ).toEqual([]);
  });
});
