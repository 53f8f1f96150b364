import { to as copyTo } from 'pg-copy-streams';
import { asOwner, type DatabaseClient } from '../database/client.js';
import { ROLE_OF } from '../database/roles.js';
import { contentOf, type FileStore } from '../storage/store/file-store.js';
import type { StoredFile } from '../storage/stored-file.entity.js';
import { VERSION } from '../version.js';
import type { Header, Manifest } from './archive.js';
import { type ArchiveWriter, nothing } from './archive-writer.js';
import { notWhollyRead, type Table, tablesInOrder } from './tables.js';

export interface BackupSource {
  ownerUrl: string;
  /** Null: the contents of files stay where they are. */
  files: FileStore | null;
}

/** Something of it that no role of ours reads whole: a backup without it would look like one. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
  constructor(tables: readonly string[]) {
    super(
      `The policies in force hide rows of ${tables.join(', ')} from Ketnoi itself: start any process of this build once, which puts them right.`,
    );
  }
}

/**
 * Everything that every room keeps, as it stood at one moment, while the service goes on. The queue is left out: the outbox says
 * what is to be done. Nothing is held in memory but the piece on its way.
 */
export async function takeBackup(
  { ownerUrl, files }: BackupSource,
  archive: ArchiveWriter,
  tell: (table: string, rows: number) => void,
): Promise<{ header: Header; manifest: Manifest }> {
  return asOwner(ownerUrl, 'ketnoi-backup', async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await refuseUnlessOwner(client);
    const header = await headerOf(client, files !== null);
    await archive.section(header, nothing());
    const tables = await tablesInOrder(client);
    const hidden = await notWhollyRead(client, tables);
    if (hidden.length > 0) throw new UnreadableError(hidden);
    await client.query(`SET LOCAL ROLE ${ROLE_OF.SYSTEM}`);
    const manifest: Manifest = { kind: 'manifest', tables: [], sequences: [], files: 0, missingFiles: [] };
    for (const table of tables) {
      const content = client.query(copyTo(`COPY (${rowsOf(table)}) TO STDOUT`));
      const passed = await archive.section({ kind: 'table', ...table }, content);
      manifest.tables.push({ table: table.table, ...passed });
      tell(table.table, passed.rows);
    }
    if (files) await addFiles(client, files, archive, manifest);
    await client.query('RESET ROLE');
    manifest.sequences = await sequencesOf(client);
    await client.query('COMMIT');
    await archive.section(manifest, nothing());
    return { header, manifest };
  });
}

/** Where a follower has come to, is told by the number of a transaction; on another server by the event before the first it has yet to read. */
const UNREAD = '(event.xid, event.id) > (event_follower.xid, event_follower.event_id)';
const FIRST_UNREAD = `(SELECT id FROM event WHERE ${UNREAD} ORDER BY id LIMIT 1)`;
const POSITION = `CASE WHEN EXISTS (SELECT FROM event WHERE ${UNREAD})
  THEN coalesce((SELECT id FROM event AS passed WHERE id < ${FIRST_UNREAD} ORDER BY id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')
  ELSE coalesce((SELECT id FROM event ORDER BY id DESC LIMIT 1), event_id) END AS event_id`;

function rowsOf({ table, columns }: Table): string {
  const isFollower = table === 'event_follower';
  return `SELECT ${columns.map((column) => (isFollower && column === 'event_id' ? POSITION : `"${column}"`)).join(', ')} FROM "${table}"`;
}

/** Whoever has the application’s login may become Ketnoi itself as well; what everybody keeps is not for it to carry away. */
async function refuseUnlessOwner(client: DatabaseClient): Promise<void> {
  const { rows } = await client.query<{ isOwner: boolean }>(
    `SELECT pg_has_role(session_user, relowner, 'MEMBER') AS "isOwner" FROM pg_class WHERE oid = 'public.migration'::regclass`,
  );
  if (!rows[0]?.isOwner) throw new Error('Only the owner of the tables takes backups: name it in DATABASE_OWNER_URL.');
}

async function headerOf(client: DatabaseClient, hasFiles: boolean): Promise<Header> {
  const { rows } = await client.query<{ server: string; takenAt: string; migrations: string[] }>(
    `SELECT current_setting('server_version') AS server, to_json(now()) #>> '{}' AS "takenAt",
            ARRAY(SELECT name FROM migration ORDER BY id) AS migrations`,
  );
  return { kind: 'header', build: VERSION, ...rows[0]!, hasFiles };
}

const BATCH = 500;

/** In the snapshot of the tables: each of them is of a row that is in the archive. */
async function addFiles(
  client: DatabaseClient,
  store: FileStore,
  archive: ArchiveWriter,
  manifest: Manifest,
): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<StoredFile>(
      `SELECT id, organisation_id AS "organisationId", sha256 FROM stored_file
       WHERE state <> 'INFECTED' AND id > $1 ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    for (const file of rows) {
      const content = contentOf(file);
      const stream = await store.read(content);
      if (stream === null) {
        manifest.missingFiles.push(file.id);
        continue;
      }
      await archive.section({ kind: 'file', ...content }, stream);
      manifest.files++;
    }
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.id;
  }
}

/** After the tables: a number may have been drawn since, and must not be drawn again. */
async function sequencesOf(client: DatabaseClient): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ sequence: string }>(
    `SELECT sequencename AS sequence FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migration_id_seq' ORDER BY 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { sequence } of rows) {
    const { rows: values } = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM "${sequence}"`,
    );
    sequences.push({ sequence, ...values[0]! });
  }
  return sequences;
}
