import { describe, expect, it } from '@jest/globals';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { packageFolder } from '../../src/platform/embedded-postgres/binaries.js';
import { explained } from '../../src/platform/embedded-postgres/errors.js';
import { Homes, isRoot, query } from './embedded-postgres-homes.js';

/** Somebody without rights: `nobody` when we are root, else ourselves. */
const ORDINARY = isRoot ? { uid: 65534, gid: 65534 } : {};
const homes = new Homes();

describe('the packaged PostgreSQL', () => {
  /** As it lies there when the package manager skipped the install script. */
  async function aPackageWithoutLinks(): Promise<string> {
    const folder = await mkdtemp(join(homes.folder, 'package-'));
    await cp(packageFolder(), folder, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink() && !path.endsWith('.a'),
    });
    await chmod(folder, 0o755);
    return folder;
  }

  it('gets the library links an install script would have made', async () => {
    const folder = await aPackageWithoutLinks();
    const server = await homes.open(await homes.make(), { packageFolder: folder });
    expect(await query(server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await lstat(join(folder, 'native', 'lib', 'libpq.so.5'))).isSymbolicLink()).toBe(true);
    expect(await readdir(dirname(server.dataDirectory))).not.toContainEqual(expect.stringMatching(/^binaries/));
  });

  it('runs from a copy for an ordinary user who may not write to node_modules nor use /tmp', async () => {
    const folder = await aPackageWithoutLinks();
    const library = join(folder, 'native', 'lib');
    await chmod(library, 0o555);
    const home = await homes.make();
    if (isRoot) await chown(home, 65534, 65534);
    const child = await homes.openElsewhere(
      { home, packageFolder: folder },
      { ...ORDINARY, env: { TMPDIR: '/nowhere' } },
    );
    const { appUrl, port } = child.opened;
    expect(await query(appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(join(home, 'postgres'))).toContainEqual(expect.stringMatching(/^binaries-[\w.-]+$/));
    expect((await readdir(tmpdir())).filter((name) => name.includes(`PGSQL.${port}`))).toEqual([]);
    await child.close();
    await chmod(library, 0o755);
  });

  it('is asked for in a sentence where there is none', async () => {
    expect(() => packageFolder('sunos', 'sparc')).toThrow(/no packaged PostgreSQL .*sunos sparc[^]*set DATABASE_URL/);
    await expect(homes.open(await homes.make(), { packageFolder: '/nowhere' })).rejects.toMatchObject({
      code: 'NO_BINARY',
      message: expect.stringContaining('set DATABASE_URL'),
    });
  });
});

describe('a place we may not use', () => {
  it('is named, with what to do', async () => {
    const closed = await homes.make();
    await chmod(closed, 0o555);
    const child = await homes.openElsewhere({ home: join(closed, 'home') }, ORDINARY);
    expect(child.answer).toMatchObject({
      refused: { code: 'PERMISSION', message: expect.stringMatching(/EACCES[^]*KETNOI_HOME/) },
    });
    expect(explained(null, 'Starting', 'could not write: No space left on device')).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('make room'),
    });
  });

  if (!isRoot) console.info('Left out: what root does with a home and a node_modules closed to others needs root.');
  else {
    it('makes root put data and programs where the server may get at them', async () => {
      const closed = await homes.make();
      await chmod(closed, 0o700);
      const folder = join(closed, 'package');
      await mkdir(folder);
      await cp(packageFolder(), folder, { recursive: true, verbatimSymlinks: true });
      const server = await homes.open(join(closed, 'home'), { packageFolder: folder });
      const cluster = dirname(server.dataDirectory);
      homes.forgetLater(cluster);
      expect(basename(cluster)).toMatch(/^ketnoi-[0-9a-f]{12}$/);
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
      expect((await stat(server.dataDirectory)).uid).not.toBe(0);
      await query(server.ownerUrl, 'CREATE TABLE kept (id int)');
      await server.close();

      const again = await homes.open(join(closed, 'home'), { packageFolder: folder });
      expect(again.dataDirectory).toBe(server.dataDirectory);
      expect(await query(again.ownerUrl, 'SELECT * FROM kept')).toEqual([]);
    });
  }
});
