import { join } from 'node:path';
import { BuiltProcess } from '../../harness/built-process.js';
import { freePort } from '../../harness/severable-link.js';
import { until } from '../../harness/until.js';

/** The build this file is of. */
export const BUILD = join(import.meta.dirname, '..', '..', '..');

/** On a machine that has much else to do. */
const START_PATIENCE_MILLISECONDS = 150_000;

export type Environment = Record<string, string | undefined>;

/** A process of the service, which keeps its port from its first moment on. */
export class Member {
  /** Ended because a fault ended it. */
  isEndedByUs = false;

  private constructor(
    readonly door: string,
    readonly url: string,
    readonly process: BuiltProcess,
  ) {}

  static async start(door: string, environment: Environment, build = BUILD): Promise<Member> {
    const port = await freePort();
    const process = BuiltProcess.spawned(build, door, [], { ...environment, PORT: String(port) });
    return new Member(door, `http://127.0.0.1:${port}`, process);
  }

  get isGone(): boolean {
    return this.process.end !== null;
  }

  async isReady(): Promise<boolean> {
    const asked = fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(3_000) });
    return asked.then(({ status }) => status === 200).catch(() => false);
  }

  async ready(patience = START_PATIENCE_MILLISECONDS): Promise<void> {
    const ready = async () => {
      if (this.isGone) throw new Error(`${this.door} ended by itself:\n${this.process.stderr.slice(-2_000)}`);
      return this.isReady();
    };
    await until(ready, `${this.door} is ready`, patience).catch((error: Error) => {
      throw new Error(`${error.message}; it last said: ${this.process.stderr.slice(-500)}`);
    });
  }

  async kill(): Promise<void> {
    this.isEndedByUs = true;
    await this.process.kill();
  }

  /** Asks it to leave; answers the code it leaves with. */
  async leave(): Promise<number | null> {
    this.isEndedByUs = true;
    this.process.signal('SIGTERM');
    return (await this.process.ended).code;
  }
}

export const WORKERS = 4;

/** One API process and four worker processes. */
export class Fleet {
  api: Member;
  workers: Member[] = [];

  constructor(private readonly environment: Environment) {}

  async start(): Promise<void> {
    this.api = await Member.start('src/main.js', this.environment);
    // The first one brings the database to its shape; the others would only wait for it.
    await this.api.ready();
    await this.startWorkers();
  }

  async startWorkers(count = WORKERS): Promise<void> {
    const started = await Promise.all(Array.from({ length: count }, () => this.startWorker()));
    await Promise.all(started.map((worker) => worker.ready()));
  }

  async startWorker(environment: Environment = {}, build?: string): Promise<Member> {
    const worker = await Member.start('src/worker.js', { ...this.environment, ...environment }, build);
    this.workers.push(worker);
    return worker;
  }

  startApi(environment: Environment): Promise<Member> {
    return Member.start('src/main.js', { ...this.environment, ...environment });
  }

  /** The workers leave; their work stays. */
  async dismissWorkers(): Promise<(number | null)[]> {
    return Promise.all(this.workers.splice(0).map((worker) => worker.leave()));
  }

  /** Kills this one and puts another in its place. */
  async replace(worker: Member): Promise<void> {
    await worker.kill();
    this.workers.splice(this.workers.indexOf(worker), 1);
    await this.startWorker();
  }

  get members(): Member[] {
    return [this.api, ...this.workers];
  }

  /** Those that have ended although nobody ended them; another takes the place of each. */
  async collectDead(): Promise<string[]> {
    const dead = this.members.filter((member) => member.isGone && !member.isEndedByUs);
    this.workers = this.workers.filter((worker) => !worker.isGone);
    while (this.workers.length < WORKERS) await this.startWorker();
    if (this.api.isGone) this.api = await this.startApi({});
    return dead.map(({ door, process }) => `${door} ended by itself: ${process.stderr.slice(-1_500)}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.kill()));
  }
}
