import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { OfficialsService } from '../../src/identity/officials.service.js';
import { system } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { VERSION } from '../../src/platform/version.js';
import { ApiClient } from '../harness/api-client.js';
import { type BenchService, startBenchService } from '../harness/bench-service.js';
import { note, runBench, using } from '../harness/run-bench.js';
import { enrolFactor } from '../harness/second-factor.js';
import { answerThroughApi } from '../quality/api-answers.js';
import { readLabelledCases } from '../quality/labelled-cases.js';

/** Reloaded from the build’s own files, or applied anew at every start. */
const NOT_KEPT = new Set([
  'access_version', 'administrative_unit', 'certificate_standard', 'industrial_park', 'material', 'migration', 'process', 'taxonomy_version',
]); // prettier-ignore
/** The server’s own numbers: they mean nothing on another one. */
const NOT_KEPT_COLUMNS: Record<string, string[]> = { event: ['xid'], event_follower: ['xid', 'event_id'] };

/** A database as a build has filled it, for the builds that come after to be tried on. */
export interface ReleasedDatabase {
  version: string;
  migrations: string[];
  official: { email: string; password: string };
  tables: Record<string, object[]>;
}

/**
 * Fills a database through the API as people would (firms with evidence, requests, matches, decisions), and keeps every row.
 * Run when a version is released; the file is committed and never changed.
 */
await runBench(async () => {
  const kept = await using(await startBenchService(), fill);
  const folder = join(process.cwd(), 'test', 'released');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${kept.version}.json.gz`);
  await writeFile(file, gzipSync(JSON.stringify(kept), { level: 9 }));
  const rows = Object.values(kept.tables).reduce((sum, table) => sum + table.length, 0);
  note(`${rows} rows of ${Object.keys(kept.tables).length} tables kept in ${file}`);
});

async function fill(service: BenchService): Promise<ReleasedDatabase> {
  await answerThroughApi(await readLabelledCases('bench/quality/cases.json'), service);
  const official = await anOfficial(service);
  const client = new ApiClient(service.url).withToken(await signIn(service, official));
  await enrolFactor(client);
  await decide(client);
  return read(service.database.superuserUrl, official);
}

async function anOfficial({ app }: BenchService): Promise<ReleasedDatabase['official']> {
  const email = 'official@released.example';
  const created = await app
    .get(UnitOfWork)
    .run(system('bench.official'), () => app.get(OfficialsService).create(email, 'Cán Bộ', null));
  if (created instanceof Refusal) throw new Error(JSON.stringify(created.problems));
  return { email, password: created.password };
}

async function signIn({ url }: BenchService, input: ReleasedDatabase['official']): Promise<string> {
  const { session } = await new ApiClient(url).done<{ session: { accessToken: string } }>(
    `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { session { accessToken } userErrors { code message path } } }`,
    { input },
  );
  return session.accessToken;
}

/** One approval, one rejection, one question, on the first of the queue. */
async function decide(official: ApiClient): Promise<void> {
  const { reviewQueue } = await official.query<{ reviewQueue: { nodes: { id: string }[] } }>(
    '{ reviewQueue(first: 3) { nodes { id } } }',
  );
  const inputs = [
    { kind: 'APPROVE' },
    { kind: 'REJECT', reasonCode: 'CAPACITY_TAKEN' },
    { kind: 'REQUEST_INFORMATION', note: 'Bao giờ?' },
  ];
  for (const [index, { id: matchId }] of reviewQueue.nodes.entries()) {
    await official.done(
      `mutation ($matchId: ID!, $input: ReviewDecisionInput!) {
         result: reviewDecisionRecord(matchId: $matchId, input: $input) { userErrors { code message path } } }`,
      { matchId, input: inputs[index] },
    );
  }
}

async function read(superuserUrl: string, official: ReleasedDatabase['official']): Promise<ReleasedDatabase> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const names = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const tables: ReleasedDatabase['tables'] = {};
    for (const { name } of names.rows.filter((row) => !NOT_KEPT.has(row.name))) {
      const { rows } = await client.query<{ rows: object[] }>(
        `SELECT coalesce(jsonb_agg(to_jsonb(t) - $1::text[]), '[]') AS rows FROM "${name}" AS t`,
        [NOT_KEPT_COLUMNS[name] ?? []],
      );
      tables[name] = rows[0]!.rows;
    }
    const ran = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
    return { version: VERSION, migrations: ran.rows.map(({ name }) => name), official, tables };
  } finally {
    await client.end();
  }
}
