import { Client } from 'pg';
import { acting } from '../../src/platform/database/acting.js';
import { type Actor, ANONYMOUS, isPerson, type PersonActor } from '../../src/platform/database/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import { type SignedInClient, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import type { TestService } from '../harness/test-service.js';
import { KINDS, TABLES } from './access-matrix.js';
import { aKeyOf, type People } from './seed.js';

/** Somebody who calls, with all that is to be seen by it and all that is not. */
export interface Tenant {
  name: string;
  client: TestClient;
  actor: Actor;
  seen: Seen;
}

interface Seen {
  /** By table. */
  ids: ReadonlyMap<string, { own: readonly string[]; foreign: readonly string[] }>;
  /** Texts of rows that it may not see, which stand in none that it may. */
  secrets: readonly string[];
}

/**
 * Nobody, two of each kind, officials of two programmes and territories, two programs with a key, and one that was a member until a
 * moment ago and still holds the access token.
 */
export async function tenantsOf(service: TestService, people: People): Promise<Tenant[]> {
  const superuser = new Client({ connectionString: service.database.superuserUrl });
  const application = new Client({ connectionString: service.database.url, options: '-c role=ketnoi_app' });
  await Promise.all([superuser.connect(), application.connect()]);
  const former = await signedInSupplier(service);
  await superuser.query('DELETE FROM membership WHERE person_id = $1', [former.personId]);
  const callers: Omit<Tenant, 'seen'>[] = [
    { name: 'nobody', client: service.client(), actor: ANONYMOUS },
    { name: 'a former member', client: former, actor: ANONYMOUS },
    ...KINDS.flatMap((kind) =>
      people[kind].map((client, at) => ({
        name: `${kind.toLowerCase()} ${'AB'[at]!}`,
        client,
        actor: actorOf(client, { kind, ...(kind === 'AUTHORITY' && { isUnbounded: true }) }),
      })),
    ),
    ...people.BOUNDED_AUTHORITY.map((client, at) => ({
      name: `official of programme ${at + 1}`,
      client,
      actor: actorOf(client, { kind: 'AUTHORITY' }),
    })),
  ];
  for (const person of [people.SUPPLIER[0], people.BUYER[0]]) {
    const { actor } = callers.find(({ client }) => client === person)!;
    const client = service.client().withToken(await aKeyOf(person));
    callers.push({ name: `a key of ${actor.kind.toLowerCase()} A`, client, actor });
  }
  const rows = new Map<string, Row[]>();
  for (const table of Object.keys(TABLES)) rows.set(table, await rowsOf(superuser, table));
  const tenants: Tenant[] = [];
  for (const caller of callers) tenants.push({ ...caller, seen: await seenBy(application, caller.actor, rows) });
  await Promise.all([superuser.end(), application.end()]);
  return tenants;
}

const actorOf = (
  { organisationId, personId }: SignedInClient,
  acts: Pick<PersonActor, 'kind' | 'isUnbounded'>,
): Actor => ({
  ...acts,
  role: 'OWNER',
  organisationId,
  personId,
});

/** An id that is nothing’s. */
export const anUnknownId = (): string => newId();

interface Row {
  id?: string;
  person_id?: string;
  organisation_id?: string;
}

const isOf = (actor: Actor, row: Row): boolean =>
  isPerson(actor) && (row.person_id === actor.personId || row.organisation_id === actor.organisationId);

const rowsOf = async (client: Client, table: string): Promise<Row[]> =>
  (await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${table} AS t`)).rows.map(({ row }) => row);

async function seenBy(application: Client, actor: Actor, all: ReadonlyMap<string, Row[]>): Promise<Seen> {
  const ids = new Map<string, { own: string[]; foreign: string[] }>();
  const shown = new Set<string>();
  const hidden = new Set<string>();
  for (const [table, rows] of all) {
    // What Ketnoi alone reads is somebody's all the same: a session, a reset of a password.
    const own = (await asActor(application, actor, table)) ?? rows.filter((row) => isOf(actor, row));
    const seen = new Set(own.map((row) => row.id));
    const foreign = rows.filter((row) => row.id !== undefined && !seen.has(row.id));
    ids.set(table, { own: own.flatMap(({ id }) => id ?? []), foreign: foreign.map(({ id }) => id!) });
    for (const row of own) textsIn(row, shown);
    for (const row of foreign) textsIn(row, hidden);
  }
  return { ids, secrets: [...hidden].filter((text) => ![...shown].some((one) => one.includes(text))) };
}

async function asActor(application: Client, actor: Actor, table: string): Promise<Row[] | null> {
  await application.query('BEGIN');
  try {
    const { sql, parameters } = acting(actor);
    await application.query(sql, parameters);
    return await rowsOf(application, table);
  } catch (error) {
    if ((error as { code: string }).code === '42501') return null;
    throw error;
  } finally {
    await application.query('ROLLBACK');
  }
}

/** Ids, and words that nobody writes by chance. */
function textsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (/^[\da-f]{8}-[\da-f-]{27}$/.test(value) || /@|\d{10}/.test(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) textsIn(one, into);
  }
}
