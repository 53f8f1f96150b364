import { transformFile } from '@swc/core';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
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
import { until } from './until.js';

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
export const homeBeside = (databaseUrl: string | undefined): string | undefined =>
  databaseUrl && join(tmpdir(), 'ketnoi-homes', new URL(databaseUrl).pathname.slice(1));

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of ours, with what it said. */
export class ServiceProcess {
  stdout = '';
  stderr = '';
  readonly ended: Promise<ProcessEnd>;
  end: ProcessEnd | null = null;

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve((this.end = { code, signal })));
    });
  }

  /** `file`: `src/cli.js`, `src/worker.js` …, as the build names them. Nothing of our own environment reaches it. */
  static async start(
    file: string,
    args: string[] = [],
    environment: Record<string, string | undefined> = {},
    build?: string,
  ): Promise<ServiceProcess> {
    const folder = build ?? (await compiledService());
    const ours = { PATH: process.env.PATH, HOME: process.env.HOME, KETNOI_HOME: homeBeside(environment.DATABASE_URL) };
    const env = { ...ours, ...environment };
    return new ServiceProcess(spawn(process.execPath, [join(folder, file), ...args], { cwd: folder, env }));
  }

  /** Waits for the service to say that it runs. */
  async running(): Promise<void> {
    await until(
      () => /Ketnoi is running at|ketnoi is running/.test(this.stderr) || this.end !== null,
      'it runs',
      25_000,
    );
    if (this.end) throw new Error(`the process ended with ${JSON.stringify(this.end)}\n${this.stderr}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it the hard way, as a power cut would. */
  async kill(): Promise<ProcessEnd> {
    if (!this.end) this.child.kill('SIGKILL');
    return this.ended;
  }

  /** What of the machine’s memory it has, as the system tells. */
  residentBytes(): number {
    const told = spawnSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' });
    return Number(told.stdout.trim()) * 1024;
  }

  /** The log, an object a line. */
  get log(): any[] {
    return this.stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  }
}
