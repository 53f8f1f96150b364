import { randomUUID } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError, explained } from './errors.js';
import { run } from './processes.js';
import type { ServerAccount } from './server-account.js';

export const SUPERUSER = 'postgres';

/**
 * Sorting is Vietnamese, by the ICU that comes with the server. Which characters are letters is asked of the system's
 * locale all the same (`pg_trgm` does), and the plain C locale knows no Vietnamese letter: hence a UTF-8 one, by the
 * names systems have for it, and C only as the last resort.
 */
const CHARACTER_LOCALES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['C.UTF-8', 'vi_VN.UTF-8', 'en_US.UTF-8'],
  darwin: ['vi_VN.UTF-8', 'en_US.UTF-8'],
  win32: ['vi-VN', 'en-US'],
};

export interface ClusterPlace {
  binaries: Binaries;
  account: ServerAccount | null;
  folder: string;
  data: string;
}

/** Makes the cluster unless it is there; refuses data of another major version. */
export async function ensureCluster(place: ClusterPlace, password: string): Promise<void> {
  const version = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (version === null) return createCluster(place, password);
  if (Number(version) === place.binaries.major) return;
  throw new EmbeddedPostgresError(
    'VERSION',
    `The data in ${place.data} is of PostgreSQL ${version.trim()}, and this build brings PostgreSQL ${place.binaries.major}.`,
    `Dump it with the build that wrote it (pg_dump), then start with an empty KETNOI_HOME and restore; or run pg_upgrade on it.`,
  );
}

/** Built beside and then renamed: a folder named `data` is a whole cluster, whatever happened. */
async function createCluster(place: ClusterPlace, password: string): Promise<void> {
  const { binaries, account, folder } = place;
  // A new name each time: the initdb of a process that was killed may still be writing to the last one.
  const draft = join(folder, `data.new-${randomUUID().slice(0, 8)}`);
  const passwordFile = join(folder, 'password.new');
  for (const name of await readdir(folder)) {
    if (name.startsWith('data.new-')) await rm(join(folder, name), { recursive: true, force: true });
  }
  await mkdir(draft);
  await chmod(draft, 0o700);
  if (account) await chown(draft, account.uid, account.gid);
  try {
    await writeServerFile(passwordFile, `${password}\n`, account);
    const locales = [...(CHARACTER_LOCALES[process.platform] ?? []), 'C'];
    for (const locale of locales) {
      const args = [`--pgdata=${draft}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--encoding=UTF8'];
      args.push('--auth=scram-sha-256', '--locale-provider=icu', '--icu-locale=vi-VN', `--locale=${locale}`);
      args.push('--lc-messages=C', '--text-search-config=simple', '--no-sync', '--no-instructions');
      const ran = await run(binaries.initdb, args, { account, folder });
      if (ran.isOk) break;
      const isLast = locale === locales.at(-1);
      if (isLast || !/invalid locale/i.test(ran.output)) throw explained(null, 'Creating the database', ran.output);
    }
    await appendFile(join(draft, 'postgresql.conf'), `\ninclude 'ketnoi.conf'\n`);
    await rename(draft, place.data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** What the server starts with. Without durability a crash of the machine loses the data: for tests. */
export async function writeSettings(place: ClusterPlace, port: number, durable: boolean): Promise<void> {
  const settings: Record<string, string> = {
    // TCP only: the path of a socket is limited to 107 bytes and its usual place, /tmp, may be closed to the server.
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  const text = `# Written anew by Ketnoi at every start. Settings of your own go into postgresql.conf, after the include.\n`;
  await writeServerFile(join(place.data, 'ketnoi.conf'), text + lines.join(''), place.account);
}

/** A file the server's account owns, and nobody else reads. */
export async function writeServerFile(file: string, text: string, account: ServerAccount | null): Promise<void> {
  await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  if (account) await chown(file, account.uid, account.gid);
}
