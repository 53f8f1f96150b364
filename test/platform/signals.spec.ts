import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { Signals } from '../../src/platform/database/signals.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';

describe('signals', () => {
  let database: TestDatabase;
  let admin: Client;
  let signals: Signals;

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new Client({ connectionString: database.superuserUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin?.end();
    await database?.close();
  });
  beforeEach(async () => {
    signals = new Signals(database.url, new PinoLogger(pino({ level: 'silent' })));
    await signals.start();
  });
  afterEach(() => signals.close());

  const connections = async (): Promise<number> =>
    (
      await admin.query(`SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'ketnoi-signals'`)
    ).rows[0].count;
  const cut = () =>
    admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'ketnoi-signals'`);
  /** Sends until it is heard: listening begins a moment after it is asked for. */
  const heard = (channel: string, payloads: string[]) =>
    until(async () => {
      await admin.query('SELECT pg_notify($1, $2)', [channel, 'hello']);
      return payloads.length > 0;
    }, `${channel} is heard`);

  it('reach all who listen to their channel, with what they carry', async () => {
    const [one, two, other]: string[][] = [[], [], []];
    signals.on('one_channel', (payload) => one!.push(payload));
    signals.on('one_channel', (payload) => two!.push(payload));
    signals.on('other_channel', (payload) => other!.push(payload));
    await heard('one_channel', one!);
    expect([one![0], two![0], other]).toEqual(['hello', 'hello', []]);
  });

  it('reach nobody who has stopped listening', async () => {
    const [gone, staying]: string[][] = [[], []];
    signals.on('a_channel', (payload) => gone!.push(payload))();
    signals.on('a_channel', (payload) => staying!.push(payload));
    await heard('a_channel', staying!);
    expect(gone).toEqual([]);
  });

  it('come again after the connection was lost, on one new connection', async () => {
    const payloads: string[] = [];
    signals.on('a_channel', (payload) => payloads.push(payload));
    await heard('a_channel', payloads);
    await cut();
    payloads.length = 0;
    await heard('a_channel', payloads);
    expect(await connections()).toBe(1);
  });

  it('leave no connection behind, even when closed while it was being restored', async () => {
    await cut();
    await until(async () => (await connections()) === 0, 'it is cut');
    await signals.close();
    const again = new Signals(database.url, new PinoLogger(pino({ level: 'silent' })));
    const starting = again.start().catch((error: Error) => error.message);
    await again.close();
    expect(await starting).toBe('closed in the meantime');
    // A second one, cut at the same time, is back by now; ours must not be.
    const witness = new Signals(database.url, new PinoLogger(pino({ level: 'silent' })));
    await witness.start();
    await cut();
    const payloads: string[] = [];
    witness.on('a_channel', (payload) => payloads.push(payload));
    await heard('a_channel', payloads);
    expect(await connections()).toBe(1);
    await witness.close();
    await until(async () => (await connections()) === 0, 'the witness is gone');
  });
});
