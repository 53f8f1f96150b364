import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { canEnter, type ServerAccount } from './server-account.js';

/** Generated once for a home. */
export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
}

interface Placement {
  /** The port last used. */
  port?: number;
  /** Where the data lies when it cannot lie in the home. */
  cluster?: string;
}

const OUTSIDE_HOME = ['/var/lib', '/opt', '/var/tmp'];

/**
 * The part of KETNOI_HOME that is ours:
 *
 *     postgres/passwords.json   readable by its owner alone
 *     postgres/placement.json   the port last used, and where the data lies when not here
 *     postgres/lock/ users/     who is starting or stopping, and who is using, the server
 *     postgres/data/            the cluster
 *     postgres/server.log       what the server says; server.log.1 of the time before
 *     postgres/binaries-…/      a copy of PostgreSQL, only where the installed one cannot be used as it is
 *
 * The last three lie in the *cluster folder*: this one, or another when root's home is closed to the server's account.
 */
export class HomeFolder {
  private constructor(
    readonly folder: string,
    private placement: Placement,
  ) {}

  static async open(home: string): Promise<HomeFolder> {
    const folder = join(home, 'postgres');
    // Of folders root makes, the server's account must pass through; an ordinary user runs the server itself.
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return new HomeFolder(await realpath(folder), {});
  }

  /** To be called under the lock: another process may have placed the data meanwhile. */
  async readPlacement(): Promise<void> {
    this.placement = JSON.parse(
      await readFile(join(this.folder, 'placement.json'), 'utf8').catch(() => '{}'),
    ) as Placement;
  }

  get lockFolder(): string {
    return join(this.folder, 'lock');
  }
  get usersFolder(): string {
    return join(this.folder, 'users');
  }
  get clusterFolder(): string {
    return this.placement.cluster ?? this.folder;
  }
  get dataDirectory(): string {
    return join(this.clusterFolder, 'data');
  }
  get rememberedPort(): number | null {
    return this.placement.port ?? null;
  }

  async rememberPort(port: number): Promise<void> {
    if (port !== this.placement.port) await this.record({ ...this.placement, port });
  }

  /** Chooses where the data shall lie, once. The folders of the user stay as they are: we neither open nor move them. */
  async settle(account: ServerAccount | null, log: (message: string) => void): Promise<void> {
    if (!account || (await canEnter(account, this.clusterFolder))) return;
    await chmod(this.folder, 0o711);
    if (await canEnter(account, this.clusterFolder)) return;
    if (this.placement.cluster) {
      throw new EmbeddedPostgresError(
        'PERMISSION',
        `The user ${account.name}, whom the server runs as, no longer gets into ${this.clusterFolder}.`,
        'Let that user pass through the folders above it.',
      );
    }
    const name = `ketnoi-${createHash('sha256').update(this.folder).update(randomUUID()).digest('hex').slice(0, 12)}`;
    for (const parent of OUTSIDE_HOME) {
      const cluster = join(parent, name);
      const isMade = await mkdir(cluster, { mode: 0o711 }).then(
        () => true,
        () => false,
      );
      if (!isMade) continue;
      await chmod(cluster, 0o711);
      if (await canEnter(account, cluster)) {
        log(`${this.folder} is closed to the user ${account.name}, whom the server runs as: the data is in ${cluster}`);
        return this.record({ ...this.placement, cluster });
      }
      await rm(cluster, { recursive: true });
    }
    throw new EmbeddedPostgresError(
      'PERMISSION',
      `PostgreSQL does not run as root, and the user ${account.name} does not get into ${this.folder}.`,
      'Point KETNOI_HOME to a folder which other users may pass through, such as /srv/ketnoi, or run as an ordinary user.',
    );
  }

  /** Makes passwords for a home without data; data whose passwords are gone is not to be opened by us. */
  async passwords(): Promise<Passwords> {
    const file = join(this.folder, 'passwords.json');
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text !== null) return JSON.parse(text) as Passwords;
    if (await stat(this.dataDirectory).catch(() => null)) {
      throw new EmbeddedPostgresError(
        'PASSWORDS',
        `There is data in ${this.dataDirectory}, but its passwords (${file}) are missing.`,
        'Restore that file from your backup, or move the data away to start afresh.',
      );
    }
    const [superuser, owner, app] = [1, 2, 3].map(() => randomBytes(24).toString('base64url'));
    const passwords: Passwords = { superuser: superuser!, owner: owner!, app: app! };
    await this.write(file, passwords, 0o600);
    return passwords;
  }

  private async record(placement: Placement): Promise<void> {
    await this.write(join(this.folder, 'placement.json'), placement, 0o644);
    this.placement = placement;
  }

  private async write(file: string, content: object, mode: number): Promise<void> {
    const draft = `${file}.new`;
    await rm(draft, { force: true });
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode });
    await rename(draft, file);
  }
}
