import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BUDGET_NAMES } from '../../../src/platform/budgets/budgets.js';
import { BuiltProcess } from '../../harness/built-process.js';
import { enrolFactor } from '../../harness/second-factor.js';
import { until } from '../../harness/until.js';
import { Random } from '../../speed/random.js';
import type { QueueKind } from '../fault.js';
import { Caller } from './caller.js';
import { BUILD, type Environment, Fleet } from './fleet.js';
import { Ledger } from './ledger.js';
import { Load } from './load.js';
import { A_FIRM, aSignUp, REGISTER, SIGN_IN, SIGN_UP_BUYER, SIGN_UP_SUPPLIER } from './operations.js';
import { QueuePlace } from './queue-place.js';
import { WATCH_SETTLING } from './reckoning.js';
import { ask, type FaultDatabase, type FaultServer } from './server.js';

/** As short as the configuration lets it be: a lease that ran out is waited for again and again. */
export const LEASE_SECONDS = 2;
/** That ask at the same time while a fault happens. */
export const CLIENTS = 6;

export interface SceneOptions {
  isShort: boolean;
  seed: number;
}

/** A service with people in it, whose queue is of one kind: what faults happen to. */
export class Scene {
  readonly ledger = new Ledger();
  readonly random: Random;
  fleet: Fleet;
  load: Load;
  buyers: Caller[] = [];
  supplier: Caller;
  official: Caller;
  /** What should not have been, of the fault that is happening. */
  wrong: string[] = [];
  private overAt: number | null = null;

  private constructor(
    readonly server: FaultServer,
    readonly database: FaultDatabase,
    readonly queue: QueuePlace,
    private readonly options: SceneOptions,
  ) {
    this.random = new Random(options.seed);
  }

  static async open(server: FaultServer, kind: QueueKind, options: SceneOptions): Promise<Scene> {
    const scene = new Scene(server, await server.makeDatabase(), await QueuePlace.open(kind), options);
    try {
      mkdirSync(scene.home, { recursive: true });
      scene.fleet = new Fleet(scene.environment);
      await scene.fleet.start();
      await scene.ask(WATCH_SETTLING);
      await scene.invitePeople();
      return scene;
    } catch (error) {
      await scene.close();
      throw error;
    }
  }

  get home(): string {
    return join(this.server.folder, `home-${this.queue.kind}`);
  }

  get environment(): Environment {
    return {
      NODE_ENV: 'test',
      KETNOI_HOME: this.home,
      KETNOI_SECRET: 'known to anybody; signs for a database that is dropped at the end',
      DATABASE_URL: this.database.url,
      DATABASE_OWNER_URL: this.database.ownerUrl,
      DATABASE_POOL_SIZE: '6',
      REDIS_URL: this.queue.redis?.url,
      ACCESS_TOKEN_MINUTES: '1440',
      STEP_UP_MINUTES: '1440',
      BUDGETS: BUDGET_NAMES.map((name) => `${name}=900000000/60`).join(),
      JOB_LEASE_SECONDS: String(LEASE_SECONDS),
      JOBS_WAITING_PER_ORGANISATION: '1000000',
    };
  }

  /** The number a whole run takes, or the one of a short run. */
  size(long: number, short: number): number {
    return this.options.isShort ? short : long;
  }

  must(isSo: boolean, otherwise: string): void {
    if (!isSo) this.wrong.push(otherwise);
  }

  /** As the superuser. */
  ask<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]> {
    return ask<Row>(this.database.superuserUrl, sql, values);
  }

  async count(from: string, values?: unknown[]): Promise<number> {
    const [row] = await this.ask<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`, values);
    return row!.count;
  }

  /** Waits until so many jobs have been done since now. */
  async begun(jobs: number): Promise<void> {
    const before = await this.count('fault.settled');
    const done = async () => (await this.count('fault.settled')) >= before + jobs;
    await until(done, `${jobs} jobs are done`, 60_000);
  }

  /** So many rounds while clients are asking, and with the last one the fault is over. */
  async underLoad(rounds: number, round: () => Promise<void>): Promise<void> {
    this.load.start(CLIENTS);
    for (let made = 0; made < rounds; made++) await round();
    this.over();
    await this.load.stop();
  }

  /** From here on the service has all it needs again. */
  over(): void {
    this.overAt ??= performance.now();
  }

  begin(): void {
    this.wrong = [];
    this.overAt = null;
  }

  /** Seconds from the end of the fault until every process is ready, none has ended by itself, and a mutation is answered. */
  async becomesHealthy(): Promise<number> {
    this.over();
    this.wrong.push(...(await this.fleet.collectDead()));
    const ready = this.fleet.members.map((member) => member.ready().catch((error: Error) => error.message));
    this.wrong.push(...(await Promise.all(ready)).filter((reason) => reason !== undefined));
    if (!(await this.load.create(this.buyers[0]!, 1))) this.wrong.push('no mutation is answered afterwards');
    return (performance.now() - this.overAt!) / 1000;
  }

  /** Waits until nothing is left to do but what was set aside. */
  async settles(patience = 180_000): Promise<void> {
    for (const deadline = Date.now() + patience; ; await wait(200)) {
      const left = await this.count(
        `outbox WHERE state IN ('PENDING', 'QUEUED') AND run_at < now() + interval '5 minutes'`,
      );
      if (left === 0) return;
      if (Date.now() < deadline) continue;
      this.wrong.push(`${left} jobs are not done after ${patience / 1000} s`);
      return;
    }
  }

  /** Answers that nobody should have had, and what the API said of them in its log. */
  surprises(): string[] {
    const answers = [...this.buyers, this.supplier, this.official].flatMap((caller) => caller.surprises.splice(0));
    if (answers.length === 0) return [];
    const logged = this.fleet.api.process.log.filter(({ msg }) => msg === 'operation failed unexpectedly');
    return [
      ...answers,
      ...logged.map(({ err }) => `logged: ${err?.code ?? ''} ${err?.message} ${err?.stack?.slice(0, 600)}`),
    ];
  }

  /** `ketnoi …`, of this service; answers what it ended with and said. */
  async command(...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const process = BuiltProcess.spawned(BUILD, 'src/cli.js', words, this.environment);
    const { code } = await process.ended;
    return { code, stdout: process.stdout, stderr: process.stderr };
  }

  async close(): Promise<void> {
    await this.fleet?.close();
    await this.queue.close();
  }

  private async invitePeople(): Promise<void> {
    const anybody = new Caller(() => this.fleet.api.url);
    const signUp = async (mutation: string, input: object) => {
      const { session } = await anybody.done(mutation, { input });
      return anybody.as(session!.accessToken);
    };
    for (const name of ['Sato Parts', 'Kim Parts']) {
      this.buyers.push(await signUp(SIGN_UP_BUYER, aSignUp(name, 'JP', null)));
    }
    this.supplier = await signUp(SIGN_UP_SUPPLIER, aSignUp('Hoa Binh Precision', 'VN', '0100109106'));
    await this.supplier.done(REGISTER, { input: A_FIRM });
    const created = await this.command('admin', 'create-official', 'mai@example.vn', '--authority', 'Sở', '--json');
    if (created.code !== 0) throw new Error(created.stderr);
    const { email, password } = JSON.parse(created.stdout) as { email: string; password: string };
    this.official = await signUp(SIGN_IN, { email, password });
    await enrolFactor(this.official);
    this.load = new Load(this.buyers, this.ledger, this.random);
  }
}
