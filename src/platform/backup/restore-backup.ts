import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { MigrationExecutor } from 'typeorm';
import { asOwner, type DatabaseClient } from '../database/client.js';
import { ownerDataSource } from '../database/data-source.js';
import { ensureRoles, nameOf } from '../database/migrate.js';
import type { Migration } from '../room.js';
import type { FileStore } from '../storage/store/file-store.js';
import type { Incoming } from '../storage/store/incoming.js';
import { type FileHead, type Header, type Manifest, RestoreRefusedError, type TableHead } from './archive.js';
import { readSections } from './archive-reader.js';
import { checkArchive } from './check-archive.js';
import { Loading } from './loading.js';

export interface RestoreTarget {
  ownerUrl: string;
  files: FileStore;
  incoming: Incoming;
  /** All that this build knows. */
  migrations: readonly Migration[];
}

/**
 * Reads a backup into an empty database: the schema by the migrations that the archive names, then its rows, in one transaction that
 * leaves nothing where any of it fails. Bringing it to this build’s shape comes afterwards, as at every start.
 */
export async function restoreBackup(
  target: RestoreTarget,
  file: string,
  tell: (table: string, rows: number) => void,
): Promise<{ header: Header; manifest: Manifest }> {
  const archive = await checkArchive(file);
  const migrations = knownMigrations(archive.header, target.migrations);
  await asOwner(target.ownerUrl, 'ketnoi-restore', async (client) => {
    await refuseUnlessEmpty(client);
    await ensureRoles(client);
  });
  await inOneTransaction(target.ownerUrl, migrations, async (client) => {
    const loading = await Loading.into(client);
    for await (const { head, content } of readSections(file)) {
      if (head.kind === 'table') tell(head.table, await load(client, head, content, archive.manifest));
      else if (head.kind === 'file') await keep(target, head, content);
      else await nothingIn(content);
    }
    await loading.finish(archive.manifest);
  });
  return archive;
}

/** Those that the archive names, all of which this build must know. */
function knownMigrations({ build, migrations }: Header, known: readonly Migration[]): Migration[] {
  const named = new Set(migrations);
  const names = new Set(known.map(nameOf));
  const unknown = migrations.filter((name) => !names.has(name));
  if (unknown.length === 0) return known.filter((migration) => named.has(nameOf(migration)));
  throw new RestoreRefusedError(
    `The backup was taken by a newer or another build (${build}), with migrations this one does not know: ${unknown.join(', ')}. Restore it with that build.`,
  );
}

async function refuseUnlessEmpty(client: DatabaseClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e') ORDER BY relname LIMIT 3`,
  );
  if (rows.length === 0) return;
  throw new RestoreRefusedError(
    `The database is not empty: it has ${rows.map(({ name }) => name).join(', ')} …. Restore into one that nobody has used yet.`,
  );
}

async function inOneTransaction(
  ownerUrl: string,
  migrations: readonly Migration[],
  fill: (client: DatabaseClient) => Promise<void>,
): Promise<void> {
  const owner = ownerDataSource(ownerUrl, migrations);
  await owner.initialize();
  const runner = owner.createQueryRunner();
  try {
    const client = (await runner.connect()) as DatabaseClient;
    await runner.startTransaction();
    // Somebody may have been quicker.
    await refuseUnlessEmpty(client);
    const executor = new MigrationExecutor(owner, runner);
    executor.transaction = 'none';
    await executor.executePendingMigrations();
    await fill(client);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
    await owner.destroy();
  }
}

async function load(
  client: DatabaseClient,
  { table, columns }: TableHead,
  content: AsyncIterable<Buffer>,
  manifest: Manifest,
): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const sink = client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`));
  await pipeline(content, sink);
  const expected = manifest.tables.find((one) => one.table === table)!.rows;
  if (sink.rowCount === expected) return expected;
  throw new Error(`${sink.rowCount} rows of ${table} were read where the archive has ${expected}`);
}

async function nothingIn(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of content) if (piece.length > 0) throw new Error('a head was not to have a content');
}

/** Known by what it contains, so that one that is there already is the same. */
async function keep({ files, incoming }: RestoreTarget, head: FileHead, content: AsyncIterable<Buffer>): Promise<void> {
  const { path } = await incoming.receive(content, Number.MAX_SAFE_INTEGER);
  await files.keep({ id: head.id, organisationId: head.organisationId, sha256: head.sha256 }, path);
}
