import { Command } from 'commander';
import { ArchiveWriter } from '../platform/backup/archive-writer.js';
import { takeBackup } from '../platform/backup/take-backup.js';
import { readConfig } from '../platform/config/config.js';
import { openDatabase } from '../platform/database/open-database.js';
import { createLogger } from '../platform/logging/pino-logger.js';
import { openStore } from '../platform/storage/store/open-store.js';
import { bold } from '../platform/text/styles.js';
import { output, UsageError } from './terminal.js';

/** Migrates nothing: what is backed up is the database as it stands. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('writes everything but the queue into one file, while the service goes on')
    .requiredOption('--to <file>', 'the file to be written; there must be none yet')
    .option('--json', 'one JSON line per table, then a summary')
    .addHelpText('after', '\nExample:\n  $ ketnoi backup --to /backup/ketnoi-monday.backup')
    .action(async ({ to: file, json = false }: { to: string; json?: boolean }) => {
      const out = output(json);
      const startedAt = performance.now();
      const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
      const archive = await openArchive(file);
      try {
        const database = await openDatabase(config, createLogger(config), () => Promise.resolve());
        try {
          const files = config.files.s3 === null ? openStore(config.files) : null;
          const { manifest } = await takeBackup({ ownerUrl: database.ownerUrl, files }, archive, (table, rows) =>
            out.json ? out.line({ table, rows }) : out.note(`${table}: ${rows}`),
          );
          await archive.finish();
          const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
          const { files: fileCount, missingFiles } = manifest;
          const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
          const summary = { file, tables: manifest.tables.length, rows, files: fileCount, missingFiles, seconds };
          if (out.json) out.line({ summary: { ...summary, hasFiles: files !== null } });
          out.print(bold(`${rows} rows of ${summary.tables} tables and ${fileCount} files are in ${file}.`));
          if (files === null) out.note('The contents of files are in the bucket, and are not in the backup.');
          if (missingFiles.length > 0) out.note(`${missingFiles.length} files had no content to be backed up.`);
        } finally {
          await database.close();
        }
      } catch (error) {
        await archive.abandon();
        throw error;
      }
    });
}

async function openArchive(file: string): Promise<ArchiveWriter> {
  try {
    return await ArchiveWriter.open(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new UsageError(`${file} is there already; a backup replaces none.`);
    if (code === 'ENOENT') throw new UsageError(`The folder of ${file} is not there.`);
    throw error;
  }
}
