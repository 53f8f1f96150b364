import { Client } from 'pg';
import { prepareLine } from '../../src/matching/prepared-line.js';
import { matchFirm } from '../../src/matching/match-line.js';
import { branchesOf } from '../../src/matching/candidates.js';
import { system } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { FirmSnapshotsService } from '../../src/suppliers/firm-snapshots.service.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import { TAXONOMY } from '../../src/taxonomy/taxonomy.token.js';
import type { BenchService } from '../harness/bench-service.js';
import { AS_OF } from './lines.js';
import type { LineUnderTest } from './measured-line.js';

/** Up to here every firm of the registry is judged, to see that the candidates leave nobody out who counts. */
const MOST_FIRMS_JUDGED_ALL = 5000;
const BATCH_SIZES = [500, 37];

/** Before anything is timed: what must be equal is. Every sentence is something that is not. */
export async function checkLine(line: LineUnderTest, firms: number, service: BenchService): Promise<string[]> {
  return [
    ...(await checkCandidates(line, service)),
    ...(firms <= MOST_FIRMS_JUDGED_ALL ? await checkNobodyLeftOut(line, service) : []),
    ...(await checkBatches(line)),
    ...(await checkTwice(line, service)),
  ];
}

/** The index finds whom a look at every single capability finds. */
async function checkCandidates(line: LineUnderTest, { app, database }: BenchService): Promise<string[]> {
  const answers = new Set(branchesOf(line.line, app.get<Taxonomy>(TAXONOMY)));
  const proposed = new Set(await line.candidates());
  const rows = await asSuperuser(database.superuserUrl, (client) =>
    client.query<{ firm_id: string; process_code: string }>('SELECT firm_id, process_code FROM capability'),
  );
  const missed = new Set(
    rows.filter((row) => answers.has(row.process_code) && !proposed.has(row.firm_id)).map((row) => row.firm_id),
  );
  return missed.size === 0 ? [] : [`the index misses ${missed.size} firms with work that may answer`];
}

/** Whoever is no candidate would be unsuitable, or have nothing to do with the line at all. */
async function checkNobodyLeftOut(line: LineUnderTest, { app, database }: BenchService): Promise<string[]> {
  const proposed = new Set(await line.candidates());
  const rows = await asSuperuser(database.superuserUrl, (client) =>
    client.query<{ id: string }>('SELECT id FROM firm'),
  );
  const ids = rows.map(({ id }) => id).filter((id) => !proposed.has(id));
  const firms = await app
    .get(UnitOfWork)
    .run(system('bench'), () => app.get(FirmSnapshotsService).byIds(ids), { readOnly: true });
  const prepared = prepareLine(line.snapshot, app.get<Taxonomy>(TAXONOMY), AS_OF);
  const wronged = firms.filter((firm) => (matchFirm(prepared, firm)?.eligibility ?? 'UNSUITABLE') !== 'UNSUITABLE');
  return wronged.length === 0 ? [] : [`${wronged.length} firms that are not unsuitable are no candidates`];
}

async function checkBatches(line: LineUnderTest): Promise<string[]> {
  const results = await Promise.all(BATCH_SIZES.map((size) => line.compute(size)));
  const [first, ...others] = results.map((result) => JSON.stringify(result));
  return others.every((other) => other === first) ? [] : ['the size of the batches changes the result'];
}

/** Two runs of the job: the same hash of the input, one current run, and not a match that the second had to change. */
async function checkTwice(line: LineUnderTest, { database }: BenchService): Promise<string[]> {
  const matches = () =>
    asSuperuser(database.superuserUrl, (client) =>
      client.query<{ rows: string }>(
        `SELECT md5(string_agg(concat_ws(' ', xmin, id, rank, firm_id, eligibility, confirmed, findings_hash), E'\\n' ORDER BY rank)) AS rows
         FROM match WHERE line_id = $1`,
        [line.line.lineId],
      ),
    );
  await line.job();
  const [first] = await matches();
  await line.job();
  const [second] = await matches();
  const runs = await asSuperuser(database.superuserUrl, (client) =>
    client.query<{ input_hash: string; is_current: boolean }>(
      `SELECT input_hash, is_current FROM match_run WHERE line_id = $1`,
      [line.line.lineId],
    ),
  );
  return [
    ...(new Set(runs.map((run) => run.input_hash)).size === 1 ? [] : ['two runs have different input hashes']),
    ...(first?.rows === second?.rows ? [] : ['a second run of the same changed its matches']),
    ...(runs.filter((run) => run.is_current).length === 1 ? [] : ['there is not exactly one current run']),
  ];
}

async function asSuperuser<Row>(url: string, work: (client: Client) => Promise<{ rows: Row[] }>): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await work(client)).rows;
  } finally {
    await client.end();
  }
}
