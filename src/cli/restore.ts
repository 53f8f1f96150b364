import { access } from 'node:fs/promises';
import { Command } from 'commander';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROOMS } from '../app.rooms.js';
import { DamagedArchiveError, RestoreRefusedError } from '../platform/backup/archive.js';
import { restoreBackup } from '../platform/backup/restore-backup.js';
import { type Config, readConfig } from '../platform/config/config.js';
import { type OpenDatabase, openDatabase } from '../platform/database/open-database.js';
import { createLogger } from '../platform/logging/pino-logger.js';
import { migrationsOf } from '../platform/room.js';
import { Incoming } from '../platform/storage/store/incoming.js';
import { openStore } from '../platform/storage/store/open-store.js';
import { bold } from '../platform/text/styles.js';
import { VERSION } from '../platform/version.js';
import { prepareDatabase } from '../prepare-database.js';
import { createApp } from '../service.js';
import { examineApplication, type Finding, tell } from './doctor.js';
import { InputRefused, output, type Output, UsageError } from './terminal.js';

/** Checks of what nobody has started yet. */
const OF_A_RUNNING_SERVICE = ['jobs', 'workers'];

export function restoreCommand(): Command {
  return new Command('restore')
    .description('reads a backup into an empty database, brings it to this build’s shape, and checks it')
    .requiredOption('--from <file>', 'what `ketnoi backup` has written')
    .option('--json', 'one JSON line per table and per check, then a summary')
    .addHelpText('after', '\nExample:\n  $ ketnoi restore --from /backup/ketnoi-monday.backup')
    .action(async ({ from: file, json = false }: { from: string; json?: boolean }) => {
      await access(file).catch(() => {
        throw new UsageError(`${file} is not there.`);
      });
      const out = output(json);
      const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
      const database = await openDatabase(config, createLogger(config), () => Promise.resolve());
      try {
        await refusing(out, () => restore(file, config, database, out));
      } finally {
        await database.close();
      }
    });
}

async function restore(file: string, config: Config, database: OpenDatabase, out: Output): Promise<void> {
  const startedAt = performance.now();
  const target = {
    ownerUrl: database.ownerUrl,
    files: openStore(config.files),
    incoming: new Incoming(config.files.folder),
    migrations: migrationsOf(ROOMS),
  };
  const { header, manifest } = await restoreBackup(target, file, (table, rows) =>
    out.json ? out.line({ table, rows }) : out.note(`${table}: ${rows}`),
  );
  const logger = createLogger(config);
  await prepareDatabase(database.ownerUrl, logger);
  const app = await createApp(config, logger, database);
  let findings: Finding[];
  try {
    const examined = await examineApplication(app);
    findings = [...examined.filter(({ check }) => !OF_A_RUNNING_SERVICE.includes(check)), await smoke(app)];
  } finally {
    await app.close();
  }
  for (const finding of findings) tell(finding, out);
  const failed = findings.filter(({ state }) => state === 'failed').length;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  const summary = {
    tables: manifest.tables.length,
    rows,
    files: manifest.files,
    takenAt: header.takenAt,
    failed,
    seconds,
  };
  if (out.json) out.line({ summary });
  out.print(bold(`${rows} rows of ${summary.tables} tables and ${manifest.files} files, of ${header.takenAt}.`));
  if (!header.hasFiles) out.note('The contents of files are not in the backup: the bucket has them.');
  if (failed > 0) throw new Error(`the backup was restored, and ${failed} of ${findings.length} checks failed`);
}

/** What anybody may ask, over the whole way that a request takes. */
async function smoke(app: NestFastifyApplication): Promise<Finding> {
  await app.getHttpAdapter().getInstance().ready();
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ service { version } }' } });
  const isAnswered = answer.statusCode === 200 && answer.body.includes(VERSION);
  return isAnswered
    ? { check: 'a request', state: 'ok', found: 'answered' }
    : { check: 'a request', state: 'failed', found: `answered ${answer.statusCode}: ${answer.body.slice(0, 300)}` };
}

/** What is wrong with the archive or with where it is to go, is told in a sentence; nothing was changed. */
async function refusing(out: Output, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DamagedArchiveError) && !(error instanceof RestoreRefusedError)) throw error;
    const code = error instanceof DamagedArchiveError ? 'ARCHIVE_DAMAGED' : 'RESTORE_REFUSED';
    if (out.json) out.line({ refused: { code, message: error.message } });
    out.note(`${error.message} Nothing was changed.`);
    throw new InputRefused();
  }
}
