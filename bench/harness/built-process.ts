import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { until } from './until.js';

/** What tests look at; a line may have more. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type LogLine = any;

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of ours, with what it said. */
export class BuiltProcess {
  stdout = '';
  stderr = '';
  readonly ended: Promise<ProcessEnd>;
  end: ProcessEnd | null = null;

  protected constructor(private readonly child: ChildProcess) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve((this.end = { code, signal })));
    });
  }

  /** `file` of the build in `folder`: `src/cli.js`, `src/worker.js` …. Nothing of our own environment reaches it. */
  static spawned(folder: string, file: string, args: string[], environment: Record<string, string | undefined>) {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
    return new this(spawn(process.execPath, [join(folder, file), ...args], { cwd: folder, env }));
  }

  /** Waits for the service to say that it runs. */
  async running(): Promise<void> {
    await until(() => /Ketnoi is running at|ketnoi is running/.test(this.stderr) || this.end !== null, 'it runs');
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
  get log(): LogLine[] {
    return this.stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine);
  }
}
