import { Client } from 'pg';
import { type BenchDatabase, openBenchDatabase } from '../harness/bench-database.js';
import { openRedis } from '../harness/redis-server.js';
import { BenchFailure, note, using } from '../harness/run-bench.js';
import { type Spread, spreadOf } from '../speed/spread.js';
import { bareBullmq } from './bare-bullmq.js';
import type { Backend, Contender, Kind } from './contender.js';
import type { StatementCount } from './count-statements.js';
import { ketnoi } from './ketnoi.js';

export interface Size {
  jobs: number;
  repeat: number;
  concurrency: number;
  /** Jobs of one organisation that another’s one job is asked for beside; 0 leaves that out. */
  beside: number;
}

export interface Measured {
  backend: Backend;
  contender: string;
  kind: Kind;
  /** Of many jobs asked for at once, from asking to the last one done. */
  jobsPerSecond: Spread;
  /** Of one job asked for while nothing else is to be done. */
  aloneMilliseconds: Spread;
  /** Sent to PostgreSQL for each job: by the service, and for its queue. */
  statements: { service: number; queue: number };
  /** One job beside many of another organisation, until it is done and until all are; null where that was left out. */
  besideMilliseconds: { one: number; all: number } | null;
}

const CHECKED = 200;
const ALONE = 30;
const KINDS: readonly Kind[] = ['empty', 'effect'];

/** Both contenders on one backend, in turn, over and over: what disturbs the machine disturbs both. */
export async function measure(backend: Backend, size: Size, statements: StatementCount): Promise<Measured[]> {
  return using(await openBenchDatabase(), async (database) => {
    const admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query('CREATE TABLE bench_effect (text text); GRANT ALL ON bench_effect TO PUBLIC');
    try {
      if (backend === 'postgres') return await measureOn(backend, null, database, admin, size, statements);
      return await using(await openRedis(), ({ url }) => measureOn(backend, url, database, admin, size, statements));
    } finally {
      await admin.end();
    }
  });
}

async function measureOn(
  backend: Backend,
  redisUrl: string | null,
  database: BenchDatabase,
  admin: Client,
  { jobs, repeat, concurrency, beside }: Size,
  statements: StatementCount,
): Promise<Measured[]> {
  return using(await ketnoi(database, redisUrl, concurrency), async (service) =>
    using(await bareBullmq(database, redisUrl, concurrency), async (peer) => {
      const contenders = [service, peer];
      await sameEffects(contenders, admin);
      const measured: Measured[] = [];
      for (const kind of KINDS) {
        const rates = contenders.map(() => [] as number[]);
        const alone = contenders.map(() => [] as number[]);
        const sent = contenders.map(() => ({ service: 0, queue: 0 }));
        for (let turn = 1; turn <= repeat; turn++) {
          for (const [index, contender] of contenders.entries()) {
            note(`${backend}: ${contender.name}, ${kind}, ${turn} of ${repeat}`);
            statements.take();
            rates[index]!.push(jobs / ((await timed(() => contender.run(kind, 'many', jobs))) / 1000));
            const { service: ofService, queue } = statements.take();
            sent[index] = { service: ofService / jobs, queue: queue / jobs };
            for (let time = 0; time < ALONE; time++) {
              alone[index]!.push(await timed(() => contender.run(kind, 'alone', 1)));
            }
          }
        }
        for (const [index, { name }] of contenders.entries()) {
          measured.push({
            ...{ backend, contender: name, kind, statements: sent[index]!, besideMilliseconds: null },
            ...{ jobsPerSecond: spreadOf(rates[index]!), aloneMilliseconds: spreadOf(alone[index]!) },
          });
        }
      }
      if (beside > 0) {
        for (const { name, beside: timedBeside } of contenders) {
          note(`${backend}: ${name}, one job beside ${beside} of another organisation`);
          const besideMilliseconds = await timedBeside(beside);
          for (const one of measured) if (one.contender === name) one.besideMilliseconds = besideMilliseconds;
        }
      }
      return measured;
    }),
  );
}

/** Before anything is timed: both leave the same effects, each exactly once. */
async function sameEffects(contenders: readonly Contender[], admin: Client): Promise<void> {
  const expected = Array.from({ length: CHECKED }, (_, index) => `check ${index}`).sort();
  for (const contender of contenders) {
    await contender.run('effect', 'check', CHECKED);
    const { rows } = await admin.query<{ text: string }>('DELETE FROM bench_effect RETURNING text');
    const found = rows.map(({ text }) => text).sort();
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      throw new BenchFailure(`${contender.name} left ${found.length} effects of ${CHECKED} jobs, not each once`, 1);
    }
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
