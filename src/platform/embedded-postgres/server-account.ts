import { stat } from 'node:fs/promises';
import { ELSEWHERE, EmbeddedPostgresError } from './errors.js';
import { run } from './processes.js';

/** The system user the server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
  name: string;
}

const OWN_NAME = 'ketnoi';
const CREATE_COMMANDS: [string, string[]][] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_NAME]],
  ['adduser', ['-S', '-D', '-H', OWN_NAME]],
];

/**
 * PostgreSQL refuses to run as root. An ordinary user runs the server as itself (null). Root runs it as the owner of
 * the data where there is data, else as `postgres` or `ketnoi` where the system has one, else as `ketnoi`, which we
 * create, and where no user can be created as `nobody`.
 */
export async function serverAccount(dataDirectory: string): Promise<ServerAccount | null> {
  const myUid = process.getuid?.();
  const owner = await stat(dataDirectory).catch(() => null);
  if (myUid === undefined) return null;
  if (myUid !== 0) {
    if (!owner || owner.uid === myUid) return null;
    throw new EmbeddedPostgresError(
      'PERMISSION',
      `The database in ${dataDirectory} belongs to user ${owner.uid}, and we are user ${myUid}.`,
      'Run as that user or as root, or point KETNOI_HOME to a folder of your own.',
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  const account =
    (await known('postgres')) ?? (await known(OWN_NAME)) ?? (await created()) ?? (await known('nobody')) ?? null;
  if (account) return account;
  throw new EmbeddedPostgresError(
    'NO_ACCOUNT',
    'PostgreSQL does not run as root, and there is no other system user to run it as.',
    `Create one (useradd --system ${OWN_NAME}), run as an ordinary user, or ${ELSEWHERE}.`,
  );
}

async function known(name: string): Promise<ServerAccount | null> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name], AS_ROOT)));
  if (!uid?.isOk || !gid?.isOk || Number(uid.stdout) === 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name };
}

async function created(): Promise<ServerAccount | null> {
  for (const [command, args] of CREATE_COMMANDS) {
    if ((await run(command, args, AS_ROOT)).isOk) return known(OWN_NAME);
  }
  return null;
}

const AS_ROOT = { account: null, folder: '/' };

/** Whether the account gets into a folder, as the system itself decides it (parents, groups, access lists). */
export async function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account, folder: '/' })).isOk;
}
