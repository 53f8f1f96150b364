import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ROOMS } from '../../src/app.rooms.js';
import { dropViews } from '../../src/platform/database/access/print-views.js';
import { rootsOf } from '../../src/platform/policy/guarded-schema.js';
import { Policy } from '../../src/platform/policy/policy.js';
import { policyOf } from '../../src/platform/room.js';
import type { GraphqlAnswer } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { TABLES } from './access-matrix.js';
import { type CallWithIds, callWithId } from './call-with-ids.js';
import { seed } from './seed.js';
import { anUnknownId, type Tenant, tenantsOf } from './tenants.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const policy = policyOf(ROOMS);
/** Queries and mutations. Subscriptions are tried in the spec of the access matrix. */
const OPERATIONS = rootsOf(schema)
  .filter((root) => root.name !== 'Subscription')
  .flatMap((root) =>
    Object.values(root.getFields()).map((field) => ({ operation: root.name.toLowerCase(), field, name: field.name })),
  );

/** Ids of anything, and of marks: those of all kinds of things are tried. */
const OF_NO_TABLE = ['Node', 'Mark'];

/** What stands before the data in a run. */
export interface Standing {
  guards: boolean;
  policies: boolean;
}

/**
 * Each operation of the schema × each id among its arguments × each identity. Three times, since what stands before the data
 * must hold without the other: whole; behind row-level security alone; behind the policy of the API and the views alone.
 */
export const twoTenants = (run: string, standing: Standing): void =>
  describe(`two tenants and a stolen id on every operation, ${run}`, () => {
    let service: TestService;
    let superuser: Client;
    let tenants: Tenant[];
    let before: string;
    beforeAll(async () => {
      service = await startTestService({ withJobs: true });
      superuser = new Client({ connectionString: service.database.superuserUrl });
      await superuser.connect();
      tenants = await tenantsOf(service, await seed(service));
      if (!standing.guards) {
        Object.assign(service.get(Policy), { isTo: () => true });
        for (const statement of dropViews()) await superuser.query(statement);
      }
      if (!standing.policies) {
        for (const table of Object.keys(TABLES))
          await superuser.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      }
      before = await everything();
    });
    afterAll(async () => {
      await superuser?.end();
      await service?.close();
    });

    /** All that organisations have, but for the traces of having asked. */
    async function everything(): Promise<string> {
      const traces = [
        'audit_entry',
        'audit_head',
        'audit_seal',
        'budget',
        'event',
        'idempotency_key',
        'outbox',
        'session',
        'refresh_token',
        'sign_in_failure',
      ];
      const kept = Object.keys(TABLES).filter((table) => !traces.includes(table));
      const sums: string[] = [];
      for (const table of kept) {
        const { rows } = await superuser.query<{ sum: string }>(
          // Of a key all but when it was used last: that it was is a trace, too.
          `SELECT md5(coalesce(string_agg(kept, '' ORDER BY kept), '')) AS sum
         FROM (SELECT (to_jsonb(t) - 'last_used_at')::text AS kept FROM ${table} AS t) AS all_kept`,
        );
        sums.push(`${table} ${rows[0]!.sum}`);
      }
      return sums.join('\n');
    }

    const tableOf = (type: string): string => {
      const metadata = service.get(DataSource).entityMetadatas.find(({ name }) => name === type);
      return metadata?.tableName ?? type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
    };
    const idsOf = (tenant: Tenant, type: string, which: 'own' | 'foreign'): readonly string[] => {
      const tables = OF_NO_TABLE.includes(type) ? ['firm', 'site', 'component_request', 'match'] : [tableOf(type)];
      return tables.flatMap((table) => tenant.seen.ids.get(table)![which].slice(0, 2));
    };
    const answerTo = ({ client }: Tenant, { text, variables }: CallWithIds) => client.execute(text, variables);
    const withoutId = ({ data, errors }: GraphqlAnswer<unknown>, id: string): unknown =>
      JSON.parse(
        JSON.stringify({
          data,
          errors: errors?.map(({ message, extensions }) => ({ message, code: extensions?.code })),
        })
          .replaceAll(id, 'ID')
          .replaceAll(id.toUpperCase(), 'ID'),
      );

    it('knows the table of whatever an id is of', () => {
      const types = [...policy.operations.values()]
        .flatMap(({ ids }) => Object.values(ids))
        .filter((one) => !OF_NO_TABLE.includes(one));
      expect([...new Set(types)].filter((type) => !(tableOf(type) in TABLES))).toEqual([]);
    });

    it.each(OPERATIONS)('$operation $name tells nobody of what is another’s', async ({ operation, field, name }) => {
      const ids = policy.operations.get(name)!.ids;
      for (const tenant of tenants) {
        for (const [path, type] of Object.entries(ids)) {
          const unknown = anUnknownId();
          const toUnknown = await answerTo(tenant, callWithId(operation, field, path, unknown));
          for (const id of idsOf(tenant, type, 'foreign')) {
            const told = await answerTo(tenant, callWithId(operation, field, path, id));
            // Not found and not yours are the same answer.
            expect([tenant.name, path, withoutId(told, id)]).toEqual([
              tenant.name,
              path,
              withoutId(toUnknown, unknown),
            ]);
          }
        }
        if (operation === 'query' && Object.keys(ids).length === 0) {
          const told = JSON.stringify(await answerTo(tenant, callWithId(operation, field, null, '')));
          expect([tenant.name, tenant.seen.secrets.filter((secret) => told.includes(secret))]).toEqual([
            tenant.name,
            [],
          ]);
          if (standing.guards && !policy.can(tenant.actor, name)) expect(told).toMatch(/UNAUTHENTICATED|FORBIDDEN/);
        }
      }
    });

    it('has changed nothing of anybody', async () => {
      const after = await everything();
      expect(after).toBe(before);
    });

    it('has been asked for enough: each kind has what others may not see', () => {
      for (const { name, actor, seen } of tenants) {
        // An official sees nearly all.
        expect([name, seen.secrets.length > (actor.kind === 'AUTHORITY' ? 0 : 20)]).toEqual([name, true]);
      }
    });

    if (!standing.guards || !standing.policies) return;

    /** Where an id of one’s own is as good as unknown: the firm is there already, what is being made has no lines yet, and nothing is marked. */
    const NEVER_OWN = ['firmRegister', 'requestCreate', 'reviewDecisionsUndo'];
    const WITH_IDS = OPERATIONS.filter(
      ({ name }) => !NEVER_OWN.includes(name) && Object.keys(policy.operations.get(name)!.ids).length > 0,
    );
    // What is removed for good is not there to be changed; and after the end of one’s session there is nothing more to find.
    const LAST = ({ name }: { name: string }) => ['contactRemove', 'sessionEnd'].indexOf(name);
    it.each(WITH_IDS.toSorted((one, other) => LAST(one) - LAST(other)))(
      '$operation $name finds what is one’s own',
      async ({ operation, field, name }) => {
        const { ids, to } = policy.operations.get(name)!;
        const found: boolean[] = [];
        for (const tenant of tenants.filter(({ actor }) => to.includes(actor.kind as never))) {
          for (const [path, type] of Object.entries(ids)) {
            const [id] = idsOf(tenant, type, 'own');
            if (id === undefined) continue;
            const unknown = anUnknownId();
            const toUnknown = withoutId(await answerTo(tenant, callWithId(operation, field, path, unknown)), unknown);
            const told = withoutId(await answerTo(tenant, callWithId(operation, field, path, id)), id);
            found.push(JSON.stringify(told) !== JSON.stringify(toUnknown));
          }
        }
        expect([name, found.includes(true)]).toEqual([name, true]);
      },
    );
  });
