import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ServiceProcess } from '../harness/compiled-service.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { HoldUp } from '../platform/hold-up.js';
import { aPublishedRequest } from '../requests/requests-client.js';
import { aFirm, matched, matchesOf } from './matching-client.js';

const REQUESTS = 20;
const CONCURRENCY = 4;

describe('a worker that is killed in the middle of matching', () => {
  let service: TestService;
  let admin: Client;
  let holdUp: HoldUp;
  let buyer: SignedInClient;
  let official: SignedInClient;
  const workers: ServiceProcess[] = [];

  const startWorker = async (): Promise<ServiceProcess> => {
    const worker = await ServiceProcess.start('src/worker.js', [], {
      NODE_ENV: 'test',
      DATABASE_URL: service.database.url,
      DATABASE_OWNER_URL: service.database.ownerUrl,
      REDIS_URL: process.env.REDIS_URL,
      JOB_CONCURRENCY: String(CONCURRENCY),
      JOB_LEASE_SECONDS: '2',
      PORT: '0',
    });
    workers.push(worker);
    await worker.running();
    return worker;
  };
  const runs = async (): Promise<number> =>
    (await admin.query('SELECT count(*)::int AS count FROM match_run')).rows[0].count;

  beforeAll(async () => {
    service = await startTestService();
    admin = new Client({ connectionString: service.database.superuserUrl });
    await admin.connect();
    holdUp = await HoldUp.on(service.database);
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    await aFirm(service);
  });
  afterAll(async () => {
    await holdUp?.letGo();
    await Promise.all(workers.map((worker) => worker.kill()));
    await Promise.all([holdUp?.end(), admin?.end()]);
    await service?.close();
  });

  it('leaves every line with exactly one run once another one takes over', async () => {
    const worker = await startWorker();
    const ids: string[] = [];
    const publish = async () => ids.push((await aPublishedRequest(buyer)).id);
    for (let index = 0; index < REQUESTS / 2; index++) await publish();
    await until(async () => (await runs()) >= 3, 'some lines are matched');
    await holdUp.begin();
    while (ids.length < REQUESTS) await publish();
    await until(async () => (await holdUp.count()) === CONCURRENCY, 'its hands are full');
    await worker.kill();
    await holdUp.letGo();

    await startWorker();
    for (const id of ids) await matched(buyer, id);
    const { rows: lines } = await admin.query(
      `SELECT line_id, count(*)::int AS runs, count(*) FILTER (WHERE is_current)::int AS current
       FROM match_run GROUP BY line_id`,
    );
    expect(lines).toHaveLength(REQUESTS);
    for (const line of lines) expect(line).toMatchObject({ runs: 1, current: 1 });
    const { rows: settled } = await admin.query(
      `SELECT state, count(*)::int AS rows FROM outbox WHERE job = 'matching.match-line' GROUP BY state`,
    );
    expect(settled).toEqual([{ state: 'DONE', rows: REQUESTS }]);
    for (const id of ids.slice(-3)) expect((await matchesOf(official, id)).matches.nodes).toHaveLength(1);
  });
});
