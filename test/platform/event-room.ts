import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { applicationDataSource } from '../../src/platform/database/data-source.js';
import { newId } from '../../src/platform/database/new-id.js';
import { ROLE_OF } from '../../src/platform/database/roles.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { defineEvent, type PastEvent } from '../../src/platform/events/event.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { type Follower, Followers } from '../../src/platform/events/followers.js';
import { Clock } from '../../src/platform/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Retention } from '../../src/platform/retention/retention.js';
import { Routines } from '../../src/platform/jobs/routines.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { compiledService, ServiceProcess } from '../harness/compiled-service.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';

export const PAINTED = defineEvent<{ coat: number }>('test.wall-painted', 'wall');
export const PULLED_DOWN = defineEvent<Record<string, never>>('test.wall-pulled-down', 'wall');

/** One database for everything about events, and as many processes around it as a test wants. */
export class EventRoom {
  private readonly processes: EventProcess[] = [];
  private readonly writers: Client[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly admin: Client,
  ) {}

  static async open(): Promise<EventRoom> {
    const database = await cloneDatabase();
    const admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
    // No constraint: what happens twice is to be seen.
    await admin.query(`CREATE TABLE seen (place serial, follower text, event_id uuid); GRANT ALL ON seen TO PUBLIC;
      GRANT USAGE ON seen_place_seq TO PUBLIC`);
    return new EventRoom(database, admin);
  }

  /** As another process would: connections and all of its own. */
  async process(): Promise<EventProcess> {
    const dataSource = await applicationDataSource(this.database.url, [], 4).initialize();
    const process = new EventProcess(dataSource);
    this.processes.push(process);
    return process;
  }

  /** A connection of the application that begins, appends and ends when the test says so. */
  async writer(): Promise<Writer> {
    const client = new Client({ connectionString: this.database.url, options: '-c role=ketnoi_app' });
    await client.connect();
    this.writers.push(client);
    return new Writer(client);
  }

  /** What a follower has kept the effects of, in that order. */
  async seen(follower: string): Promise<string[]> {
    const { rows } = await this.admin.query('SELECT event_id FROM seen WHERE follower = $1 ORDER BY place', [follower]);
    return rows.map(({ event_id }) => event_id);
  }

  async positions(): Promise<string[]> {
    return (await this.admin.query('SELECT event_id FROM event_follower')).rows.map(({ event_id }) => event_id);
  }

  async clear(): Promise<void> {
    await Promise.all(this.writers.splice(0).map((client) => client.end()));
    await Promise.all(this.processes.splice(0).map(({ dataSource }) => dataSource.destroy()));
    await this.admin.query('TRUNCATE event, event_follower, seen');
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.database.close();
  }
}

export class Writer {
  isOpen = false;

  constructor(private readonly client: Client) {}

  async begin(): Promise<void> {
    this.isOpen = true;
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await this.client.query(`SELECT set_config('role', '${ROLE_OF.SYSTEM}', true)`);
  }

  async append(): Promise<string> {
    const id = newId();
    await this.client.query(
      `INSERT INTO event (id, type, version, subject_type, subject_id, data) VALUES ($1, $2, 1, 'wall', $1, '{"coat": 1}')`,
      [id, PAINTED.type],
    );
    return id;
  }

  /** Appends what is undone before the transaction ends. */
  async appendAndUndo(): Promise<void> {
    await this.client.query('SAVEPOINT step');
    await this.append();
    await this.client.query('ROLLBACK TO SAVEPOINT step');
  }

  async end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.isOpen = false;
    await this.client.query(how);
  }
}

/** The parts of the platform that know of events. */
export class EventProcess {
  readonly unitOfWork: UnitOfWork;
  readonly bus: EventBus;
  readonly followers: Followers;
  readonly retention: Retention;
  /** Warnings, by the name of the follower. */
  readonly warnings: string[] = [];

  constructor(readonly dataSource: DataSource) {
    const lines = { write: (line: string) => this.warnings.push(JSON.parse(line).err?.type) };
    this.unitOfWork = new UnitOfWork(dataSource);
    this.bus = new EventBus(this.unitOfWork);
    const log = new PinoLogger(pino({ level: 'warn' }, lines));
    const routines = new Routines();
    this.retention = new Retention(this.unitOfWork, new Clock(), log, readConfig({ NODE_ENV: 'test' }), routines);
    this.followers = new Followers(this.unitOfWork, log, routines, this.retention);
  }

  /** A follower whose one effect is a row for each event. */
  follow(name: string, before: (events: PastEvent[]) => void | Promise<void> = () => undefined): void {
    const { unitOfWork } = this;
    const follower: Follower = {
      name,
      events: [PAINTED],
      follow: async (events) => {
        for (const { id } of events) {
          await unitOfWork.query('INSERT INTO seen (follower, event_id) VALUES ($1, $2)', [name, id]);
        }
        await before(events);
      },
    };
    this.followers.register(follower);
  }
}

/** Spells "EVEN". */
export const HOLD = 0x4556454e;

const CHILD = `
import { pino } from 'pino';
import { applicationDataSource } from './src/platform/database/data-source.js';
import { UnitOfWork } from './src/platform/database/unit-of-work.js';
import { Followers } from './src/platform/events/followers.js';
import { Routines } from './src/platform/jobs/routines.js';
import { PinoLogger } from './src/platform/logging/pino-logger.js';
import { Clock } from './src/platform/clock.js';
import { readConfig } from './src/platform/config/config.js';
import { Retention } from './src/platform/retention/retention.js';
const [, , url, name, type] = process.argv;
const unitOfWork = new UnitOfWork(await applicationDataSource(url, [], 2).initialize());
const log = new PinoLogger(pino({ level: 'warn' }, process.stderr));
const routines = new Routines();
const retention = new Retention(unitOfWork, new Clock(), log, readConfig({ NODE_ENV: 'test' }), routines);
const followers = new Followers(unitOfWork, log, routines, retention);
followers.register({ name, events: [{ type }], follow: async (events) => {
  await unitOfWork.query('INSERT INTO seen (follower, event_id) SELECT $1, unnest($2::uuid[])', [name, events.map(({ id }) => id)]);
  await unitOfWork.query('SELECT pg_advisory_xact_lock_shared(${HOLD})');
} });
for (;;) await followers.advance();
`;

/** A process that does nothing but follow; it stops in the middle of a batch while `HOLD` is held. */
export async function aFollowingProcess(database: TestDatabase, name: string): Promise<ServiceProcess> {
  await writeFile(join(await compiledService(), 'follow.js'), CHILD);
  return ServiceProcess.start('follow.js', [database.url, name, PAINTED.type]);
}
