import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineLongJob, type LongJobRun } from '../../src/platform/jobs/job.js';
import { compiledService, ServiceProcess } from '../harness/compiled-service.js';
import type { TestDatabase } from '../harness/test-service.js';
import type { JobProcess } from './job-room.js';

interface Position {
  nextPage: number;
}

/** A job of many pages, whose one effect is a mark for each page. */
export const MARK_PAGES = defineLongJob<{ pages: number }, Position>(
  'test.mark-pages',
  { version: 1, read: { 1: (position: Position) => position } },
  { attempts: 3 },
);

type Before = (page: number, run: LongJobRun<Position>) => unknown;

/** `before`: in the middle of a page’s checkpoint, its mark written. */
export function marksPages(process: JobProcess, before: Before = () => undefined): void {
  const { unitOfWork, registry } = process;
  const mark = (run: LongJobRun<Position>, text: string) =>
    unitOfWork.query('INSERT INTO mark VALUES ($1, $2, $3)', [run.outboxId, run.attempt, text]);
  registry.register({
    job: MARK_PAGES,
    handle: async ({ pages }: { pages: number }, run: LongJobRun<Position>) => {
      for (let page = run.state?.nextPage ?? 1; page <= pages; page++) {
        await run.checkpoint(async () => {
          await mark(run, `page ${page}`);
          await before(page, run);
          return { state: { nextPage: page + 1 }, progress: { done: page, total: pages } };
        });
      }
      await run.commit(() => mark(run, 'end'));
    },
  });
}

export const pagesTo = (last: number): string[] => Array.from({ length: last }, (_, index) => `page ${index + 1}`);

const CHILD = `
import { readConfig } from './src/platform/config/config.js';
import { UnitOfWork } from './src/platform/database/unit-of-work.js';
import { BackgroundWork } from './src/platform/jobs/background-work.js';
import { defineLongJob } from './src/platform/jobs/job.js';
import { JobRegistry } from './src/platform/jobs/job-registry.js';
import { createLogger } from './src/platform/logging/pino-logger.js';
import { startService } from './src/service.js';
const config = readConfig(process.env);
const { app, close } = await startService(config, createLogger(config), 'api');
const unitOfWork = app.get(UnitOfWork);
const mark = (run, text) => unitOfWork.query('INSERT INTO mark VALUES ($1, $2, $3)', [run.outboxId, run.attempt, text]);
app.get(JobRegistry).register({
  job: defineLongJob('${MARK_PAGES.name}', { version: 1, read: { 1: (position) => position } }, { attempts: 3 }),
  handle: async ({ pages }, run) => {
    for (let page = run.state?.nextPage ?? 1; page <= pages; page++) {
      await run.checkpoint(async () => {
        await mark(run, 'page ' + page);
        return { state: { nextPage: page + 1 }, progress: { done: page, total: pages } };
      });
    }
    await run.commit(() => mark(run, 'end'));
  },
});
await app.get(BackgroundWork).start();
process.once('SIGTERM', () => close().then(() => process.exit(0)));
process.stderr.write('Ketnoi is running at work\\n');
`;

/** A worker process of the service that knows the job of many pages, too. */
export async function aWorkerThatMarksPages(database: TestDatabase): Promise<ServiceProcess> {
  await writeFile(join(await compiledService(), 'mark-pages.js'), CHILD);
  const worker = await ServiceProcess.start('mark-pages.js', [], {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    JOB_LEASE_SECONDS: '2',
    KETNOI_SECRET: 'a secret that only the tests know, long enough',
    PORT: '0',
    LOG_LEVEL: 'info',
  });
  await worker.running();
  return worker;
}
