import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ServiceProcess } from '../harness/compiled-service.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { RawClient } from './raw-client.js';
import { freePort } from '../../bench/harness/severable-link.js';
import { SocketClient } from './socket-client.js';

describe('a service that is told to stop', () => {
  let database: TestDatabase;
  let superuser: Client;
  let running: ServiceProcess;
  let url: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = await ServiceProcess.start('src/main.js', [], {
      NODE_ENV: 'test',
      PORT: String(port),
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
    });
    await running.running();
  });
  afterAll(async () => {
    await running?.kill();
    await superuser?.end();
    await database?.close();
  });

  it('finishes what is asked of it, cuts who stalls, and ends with 0 in a few seconds', async () => {
    const signIn = 'sessionCreate(input: { email: "an@example.vn", password: "wrong, and long enough" })';
    const body = JSON.stringify({ query: `mutation { ${signIn} { userErrors { code } } }` });
    const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
    await superuser.query('BEGIN; LOCK TABLE person IN ACCESS EXCLUSIVE MODE');
    const inHand = await RawClient.open(url, `${head}content-length: ${body.length}\r\n\r\n${body}`);
    const stalled = [
      await RawClient.open(url),
      await RawClient.open(url, 'GET /healthz HTTP/1.1\r\nho'),
      await RawClient.open(url, `${head}content-length: 1000\r\n\r\n{`),
      await RawClient.open(url, 'POST /files HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n'),
    ];
    const [listening, deaf] = [await SocketClient.connected(url), await SocketClient.connected(url)];
    deaf.socket.pause();
    await until(async () => {
      const { rows } = await superuser.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return rows[0].count > 0;
    }, 'the operation is under way');

    running.signal('SIGTERM');
    await Promise.all(stalled.map(({ cut }) => cut));
    expect(running.end).toBeNull();
    await superuser.query('COMMIT');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    expect(inHand.answer).toMatch(/^HTTP\/1\.1 200/);
    expect(await listening.end()).toBe(1001);
    deaf.socket.terminate();
  });
});
