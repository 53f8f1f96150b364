import { transformFile } from '@swc/core';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BuiltProcess } from '../../bench/harness/built-process.js';

export type { ProcessEnd } from '../../bench/harness/built-process.js';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache');
const PREFIX = 'ketnoi-service-';
const HOUR = 3_600_000;

/**
 * The sources as JavaScript, for processes of their own: as the build makes them, but without a build, and never older
 * than the sources. Kept where Node finds the project’s packages, and shared by all test files.
 */
export function compiledService(): Promise<string> {
  return (compiling ??= compileService());
}

let compiling: Promise<string> | undefined;

async function compileService(): Promise<string> {
  const files = [...filesIn('src'), ...filesIn('migrations')];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  const folder = join(CACHE, PREFIX + hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  const draft = `${folder}-${process.pid}`;
  await Promise.all(files.map((file) => compile(file, draft)));
  cpSync(join(ROOT, 'package.json'), join(draft, 'package.json'));
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another test file was quicker.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  forgetFormerOnes();
  return folder;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

async function compile(file: string, target: string): Promise<void> {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  if (!file.endsWith('.ts')) return cpSync(join(ROOT, file), join(target, file));
  const { code } = await transformFile(join(ROOT, file), { root: ROOT, sourceMaps: 'inline' });
  writeFileSync(join(target, file.replace(/\.ts$/, '.js')), code);
}

function forgetFormerOnes(): void {
  for (const name of readdirSync(CACHE).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(CACHE, name);
    if (Date.now() - statSync(folder).mtimeMs > HOUR) rmSync(folder, { recursive: true, force: true });
  }
}

/** Another build beside this one: a copy that is changed before any process starts from it. Whoever made it removes it. */
export async function anotherBuild(change: (folder: string) => void): Promise<string> {
  const folder = `${await compiledService()}-changed-${process.pid}-${Date.now()}`;
  cpSync(await compiledService(), folder, { recursive: true });
  change(folder);
  return folder;
}

/** Where the processes on one database keep what is not in it: what others published would be false of it. */
export const homeBeside = (databaseUrl: string): string =>
  join(tmpdir(), 'ketnoi-homes', new URL(databaseUrl).pathname.slice(1));

/** A process of the sources as they are. */
export class ServiceProcess extends BuiltProcess {
  static async start(
    file: string,
    args: string[] = [],
    environment: Record<string, string | undefined> = {},
    build?: string,
  ): Promise<ServiceProcess> {
    const home = environment.DATABASE_URL ? { KETNOI_HOME: homeBeside(environment.DATABASE_URL) } : {};
    return this.spawned(build ?? (await compiledService()), file, args, { ...home, ...environment });
  }
}
