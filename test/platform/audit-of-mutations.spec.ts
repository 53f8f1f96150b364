import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Client } from 'pg';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { minimalCall } from '../access/minimal-call.js';
import { SIGN_IN, signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { matched } from '../matching/matching-client.js';
import { type Cast, type Step, STORY } from './event-story.js';
import { WhatWasSaid } from './what-was-said.js';
import { PEOPLE_STORY, type PeopleStep, type Stage, TOLD_STORY } from './people-story.js';

type AnyStep = Step | PeopleStep;

/** What changes nothing leaves no entry, which is right for an update that says what there is already. */
const CHANGES_NOTHING = STORY.filter(({ when }) => when === 'nothing changes');
/** A refusal leaves an entry where it did something: a token that came back has ended its session. */
const REFUSED_WITH_AN_ENTRY = [['sessionRefresh', 'session.reuse']] as const;

interface Entry {
  action: string;
  organisation_id: string | null;
  person_id: string | null;
  data: object;
}

describe('the trail of every mutation', () => {
  let service: TestService;
  let superuser: Client;
  let stage: Stage;
  const said = new WhatWasSaid();
  const log: string[] = [];
  beforeAll(async () => {
    service = await startTestService({
      withJobs: true,
      environment: { LOG_LEVEL: 'debug', PRIVATE_SIGN_IN_PROVIDERS: 'true' },
      log: (line) => log.push(line),
    });
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    const cast: Cast = {
      supplier: await signedInSupplier(service),
      newcomer: await signedInSupplier(service),
      buyer: await signedInBuyer(service),
      official: await signedInOfficial(service),
      ids: {},
    };
    stage = { service, cast, clients: {}, open: [] };
  });
  afterAll(async () => {
    await Promise.all(stage?.open.map((provider) => provider.close()) ?? []);
    await superuser?.end();
    await service?.close();
  });

  const clientOf = (by: string | null): TestClient =>
    by === null ? service.client() : (stage.clients[by] ?? (stage.cast[by as 'buyer'] as TestClient));

  /** Sends it under a key of its own, and answers what it says and the entries of its very transaction. */
  async function play(step: AnyStep): Promise<{ result: any; entries: Entry[] }> {
    const variables = 'tells' in step ? step.variables(stage.cast) : ((await step.variables?.(stage)) ?? {});
    const given = step.call?.match(/\w+(?=:)/g)?.map((name) => `${name}: $${name}`) ?? [];
    const [declared, passed] = given.length > 0 ? [`(${step.call})`, `(${given.join(', ')})`] : ['', ''];
    const key = randomUUID();
    const { result } = await clientOf(step.by)
      .withHeaders({ 'idempotency-key': key })
      .data(
        `mutation ${declared} { result: ${step.mutation}${passed} { ${step.select ?? ''} userErrors { code path } } }`,
        variables,
      );
    said.hear(variables);
    said.hear(result);
    // Both take the moment at which their transaction began.
    const { rows } = await superuser.query<Entry>(
      `SELECT action, entry.organisation_id, entry.person_id, data FROM audit_entry AS entry
       JOIN idempotency_key ON created_at = at WHERE key = $1 ORDER BY entry.id`,
      [key],
    );
    if (result.userErrors.length === 0) {
      if ('tells' in step) step.keep?.(result, stage.cast);
      else await step.keep?.(result, stage);
    }
    return { result, entries: rows };
  }

  const named = <S extends AnyStep>(steps: readonly S[]) =>
    steps.map((step) => [[step.mutation, step.when].filter(Boolean).join(': '), step] as const);

  it.each(named(STORY))('%s', async (_name, step) => {
    if (step.after === 'MATCHED' && !stage.cast.ids['match']) await matchToReview();
    const { result, entries } = await play(step);
    expect([step.mutation, result.userErrors.length > 0]).toEqual([step.mutation, step.isRefused ?? false]);
    if (step.isRefused || CHANGES_NOTHING.includes(step)) return expect(entries).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
    const { organisationId, personId } = stage.cast[step.by];
    for (const entry of entries) expect(entry).toMatchObject({ organisation_id: organisationId, person_id: personId });
  });

  it.each(named(TOLD_STORY))('%s', (_name, step) => playsInTrail(step));

  describe('of people', () => {
    beforeAll(() => service.get(BackgroundWork).stop());

    it.each(named(PEOPLE_STORY))('%s', (_name, step) => playsInTrail(step));
  });

  async function playsInTrail(step: PeopleStep): Promise<void> {
    // Who acts may be another client afterwards.
    const { organisationId } = { organisationId: null, ...clientOf(step.by) };
    const { result, entries } = await play(step);
    expect([step.mutation, result.userErrors]).toEqual([step.mutation, []]);
    const { ids } = stage.cast;
    const trail = step.trail === undefined ? organisationId : step.trail === null ? null : ids[step.trail];
    expect([step.mutation, ...new Set(entries.map(({ organisation_id }) => organisation_id))]).toEqual([
      step.mutation,
      trail,
    ]);
  }

  it('has been looked at for each: a new one must be played in a story', () => {
    const mutations = Object.keys(service.get(GraphQLSchemaHost).schema.getMutationType()!.getFields());
    const played = new Set(
      [...STORY.filter(({ isRefused }) => !isRefused), ...TOLD_STORY, ...PEOPLE_STORY].map((one) => one.mutation),
    );
    expect(mutations.filter((name) => !played.has(name))).toEqual([]);
    expect([...played].filter((name) => !mutations.includes(name))).toEqual([]);
  });

  it.each(REFUSED_WITH_AN_ENTRY)('%s has left one though it was refused: %s', async (_mutation, action) => {
    const { refreshToken } = await signedInSupplier(service);
    const refresh = (agent: string) =>
      service
        .client()
        .withHeaders({ 'user-agent': agent })
        .data('mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { userErrors { code } } }', {
          token: refreshToken,
        });
    await refresh('one');
    expect((await refresh('another')).result.userErrors).toHaveLength(1);
    const { rows } = await superuser.query('SELECT FROM audit_entry WHERE action = $1', [action]);
    expect(rows).toHaveLength(1);
  });

  it('is as it was after a refusal', async () => {
    const clients = [
      service.client(),
      await signedInSupplier(service),
      await signedInBuyer(service),
      await signedInOfficial(service),
    ];
    const fields = Object.values(service.get(GraphQLSchemaHost).schema.getMutationType()!.getFields());
    const all = async () => (await superuser.query(PEOPLE_ENTRIES)).rows[0].count as number;
    const left: string[] = [];
    // What ends a session by itself comes last.
    for (const field of fields.toSorted((one, other) => other.args.length - one.args.length)) {
      const call = minimalCall('mutation', field).replace('{ __typename }', '{ userErrors { code } }');
      for (const client of clients) {
        const before = await all();
        const { data, errors } = await client.execute<Record<string, { userErrors: unknown[] }>>(call);
        const isRefused = errors !== undefined || Object.values(data ?? {}).some((one) => one.userErrors.length > 0);
        if (isRefused && (await all()) !== before) left.push(field.name);
      }
    }
    expect(left).toEqual([]);
  });

  describe('says nothing of anybody, only references and hashes', () => {
    let words: string[];
    beforeAll(async () => {
      const { buyer } = stage.cast;
      await service.client().data(SIGN_IN, { input: { email: buyer.email, password: 'không phải mật khẩu này' } });
      await said.hearOfEverybody(superuser);
      words = [...said.words];
    });

    /** The six digits of a code stand within some number sooner or later: as a code they are a value of their own. */
    const inJson = (mark: string): string => (/^\d{1,7}$/.test(mark) ? `"${mark}` : JSON.stringify(mark).slice(1, -1));

    const heldBy = async (table: string, marks: Iterable<string>): Promise<string[]> => {
      const { rows } = await superuser.query<{ mark: string }>(
        `SELECT mark FROM unnest($1::text[]) AS mark
         WHERE EXISTS (SELECT FROM ${table} AS t WHERE strpos(lower(to_jsonb(t)::text), lower(mark)) > 0)`,
        [[...marks].map(inJson)],
      );
      return rows.map(({ mark }) => mark);
    };

    it('has heard enough to be looked for, and finds it where it is', async () => {
      expect(words.length).toBeGreaterThan(100);
      expect(said.secrets.size).toBeGreaterThan(15);
      expect((await heldBy('person', words)).length).toBeGreaterThan(10);
    });

    it.each(['audit_entry', 'event', 'outbox'])('in the table %s', async (table) => {
      expect(await heldBy(table, words)).toEqual([]);
    });

    it('in what is handed to the queue', async () => {
      const { rows } = await superuser.query<{ table: string }>(
        `SELECT 'bullmq.' || table_name AS table FROM information_schema.tables WHERE table_schema = 'bullmq'`,
      );
      for (const { table } of rows) expect([table, ...(await heldBy(table, words))]).toEqual([table]);
    });

    it('in the log', () => {
      expect(log.length).toBeGreaterThan(200);
      const text = log.join('').toLowerCase();
      expect(words.filter((word) => text.includes(inJson(word).toLowerCase()))).toEqual([]);
    });

    it('in answers that are kept for a repeat, as far as it opens a door', async () => {
      const { rows } = await superuser.query('SELECT FROM idempotency_key WHERE response IS NOT NULL');
      expect(rows.length).toBeGreaterThan(50);
      expect(await heldBy('idempotency_key', said.secrets)).toEqual([]);
    });

    it('as the trail has no other signs than those of ids and codes', async () => {
      const { rows } = await superuser.query<{ data: string }>('SELECT DISTINCT data::text AS data FROM audit_entry');
      expect(rows.map(({ data }) => data).filter((data) => !/^[\w\s.{}:",[\]/-]*$/.test(data))).toEqual([]);
    });
  });

  async function matchToReview(): Promise<void> {
    const { buyer, official, ids } = stage.cast;
    await matched(buyer, ids['request']!);
    const { reviewQueue } = await official.data('{ reviewQueue { nodes { id firm { id } } } }');
    ids['match'] = reviewQueue.nodes.find(({ firm }: { firm: { id: string } }) => firm.id === ids['firm']).id;
  }
});

/** Jobs that are under way write theirs, too. */
const PEOPLE_ENTRIES = `SELECT count(*)::int AS count FROM audit_entry
  WHERE actor_kind <> 'SYSTEM' OR purpose LIKE 'identity.%'`;
