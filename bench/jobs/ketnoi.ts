import { pino } from 'pino';
import { readConfig } from '../../src/platform/config/config.js';
import { system } from '../../src/platform/database/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { defineJob, type JobRun } from '../../src/platform/jobs/job.js';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { Outbox } from '../../src/platform/jobs/outbox.js';
import { createApp } from '../../src/service.js';
import type { BenchDatabase } from '../harness/bench-database.js';
import { type Contender, Countdown, type Kind, timedBeside } from './contender.js';

const JOB = defineJob<{ kind: Kind; text: string }>('bench.job');

/** The service as it runs jobs in production: outbox, relay, queue, lease, commit. */
export async function ketnoi(
  database: BenchDatabase,
  redisUrl: string | null,
  concurrency: number,
): Promise<Contender> {
  const config = readConfig({
    NODE_ENV: 'test',
    KETNOI_SECRET: 'known to anybody; signs for a database that is dropped at the end',
    JOB_CONCURRENCY: String(concurrency),
    ...(redisUrl && { REDIS_URL: redisUrl }),
  });
  const app = await createApp(config, pino({ level: 'error' }, pino.destination(2)), database);
  await app.init();
  const [unitOfWork, outbox, countdown] = [app.get(UnitOfWork), app.get(Outbox), new Countdown()];
  app.get(JobRegistry).register({
    job: JOB,
    handle: async ({ kind, text }: { kind: Kind; text: string }, run: JobRun) => {
      await run.commit(async () => {
        if (kind === 'effect') await unitOfWork.query('INSERT INTO bench_effect VALUES ($1)', [text]);
      });
      countdown.done(text);
    },
  });
  await app.get(BackgroundWork).start();
  const ask = async (organisationId: string | null, kind: Kind, label: string, count: number): Promise<void> => {
    const works = Array.from({ length: count }, (_, index) => ({
      ...{ subject: label, organisationId, payload: { kind, text: `${label} ${index}` } },
    }));
    await unitOfWork.run(system('bench'), () => outbox.putMany(JOB, works));
  };
  const organisations = { first: newId(), second: newId() };
  return {
    name: 'Ketnoi',
    run: async (kind, label, count) => {
      const allDone = countdown.from(count);
      await ask(null, kind, label, count);
      await allDone;
    },
    beside: (many) =>
      timedBeside(countdown, many, (whose, label, count) => ask(organisations[whose], 'effect', label, count)),
    close: () => app.close(),
  };
}
