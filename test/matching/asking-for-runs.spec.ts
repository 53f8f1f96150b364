import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { countQueries } from '../harness/count-queries.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { HoldUp } from '../platform/hold-up.js';
import { aDraft, aPublishedRequest, move } from '../requests/requests-client.js';
import { matched } from './matching-client.js';

const LINES = 700;

describe('asking for runs', () => {
  let service: TestService;
  let superuser: Client;
  let buyer: SignedInClient;
  let requestId: string;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    buyer = await signedInBuyer(service);
  });
  afterAll(async () => {
    await superuser?.end();
    await service?.close();
  });

  const runsOf = async (lineId: string): Promise<number> =>
    (await superuser.query('SELECT FROM match_run WHERE line_id = $1', [lineId])).rowCount!;

  const waiting = async (): Promise<number> =>
    (await superuser.query(`SELECT FROM outbox WHERE state = 'PENDING' AND organisation_id IS NOT NULL`)).rowCount!;

  it('forty times while one is under way is one more run', async () => {
    const request = await aPublishedRequest(buyer);
    await matched(buyer, request.id);
    const again = async () =>
      buyer.data('mutation ($id: ID!) { result: requestMatchAgain(id: $id) { userErrors { code } } }', {
        id: request.id,
      });
    const holdUp = await HoldUp.on(service.database);
    await holdUp.begin();
    await again();
    await until(async () => (await holdUp.count()) === 1, 'one is under way');
    for (let time = 0; time < 40; time++) expect((await again()).result.userErrors).toEqual([]);
    await holdUp.letGo();
    await matched(buyer, request.id);
    await holdUp.end();
    expect(await runsOf(request.lines[0].id)).toBe(3);
  });

  it(`for ${LINES} lines that are published takes a handful of statements`, async () => {
    await service.get(BackgroundWork).stop();
    const { id } = await aDraft(buyer, aRequestInput({ lines: Array.from({ length: LINES }, () => aLineInput()) }));
    const statements = await countQueries(service, async () => {
      const { userErrors } = await move(buyer, 'requestPublish', id);
      expect(userErrors).toEqual([]);
    });
    expect(await waiting()).toBe(LINES);
    expect(statements).toBeLessThan(20);
    requestId = id;
  });

  it('twenty times in one document asks for nothing new while they wait, and for one run a line where they do not', async () => {
    const twenty = Array.from(
      { length: 20 },
      (_, index) => `again${index}: requestMatchAgain(id: $id) {
      request { matchingProgress { isComplete } } userErrors { code } }`,
    );
    const askTwentyTimes = () =>
      countQueries(service, async () => {
        const results = await buyer.data<object>(`mutation ($id: ID!) { ${twenty.join(' ')} }`, { id: requestId });
        const waits = { request: { matchingProgress: { isComplete: false } }, userErrors: [] };
        expect(Object.values(results)).toEqual(twenty.map(() => waits));
      });
    expect(await askTwentyTimes()).toBeLessThan(20 * 20);
    expect(await waiting()).toBe(LINES);
    await superuser.query(`UPDATE outbox SET state = 'DONE' WHERE state = 'PENDING'`);
    await askTwentyTimes();
    expect(await waiting()).toBe(LINES);
    await Promise.all([1, 2, 3].map(() => askTwentyTimes()));
    expect(await waiting()).toBe(LINES);
  });

  it('is refused, and adds nothing, where too much of the organisation or the request waits; what waits is no obstacle', async () => {
    const answer = async (client: SignedInClient, id: string) =>
      (
        await client.data<any>(
          'mutation ($id: ID!) { result: requestMatchAgain(id: $id) { userErrors { code path message } } }',
          { id },
        )
      ).result.userErrors;
    const load = (rows: number, whose: string, subject: string) =>
      superuser.query(
        `INSERT INTO outbox (id, job, subject, payload, organisation_id)
         SELECT gen_random_uuid(), 'matching.match-line', $3, '{}', $2 FROM generate_series(1, $1)`,
        [rows, whose, subject],
      );
    await load(5_000 - LINES + 1, buyer.organisationId, 'another line');
    expect(await answer(buyer, requestId)).toEqual([]);
    await superuser.query(`UPDATE outbox SET state = 'DONE' WHERE key IS NOT NULL`);
    const message = expect.stringMatching(/5[.,]001.*5[.,]000/);
    expect(await answer(buyer, requestId)).toEqual([{ code: 'REMATCH_TOO_MUCH_WAITING', path: ['id'], message }]);
    expect(await waiting()).toBe(5_000 - LINES + 1);

    const other = await signedInBuyer(service);
    const request = await aPublishedRequest(other);
    await superuser.query(`UPDATE outbox SET state = 'DONE' WHERE organisation_id = $1`, [other.organisationId]);
    expect(await answer(other, request.id)).toEqual([]);
    await superuser.query(`UPDATE outbox SET state = 'DONE' WHERE organisation_id = $1`, [other.organisationId]);
    await load(2 * request.lines.length, other.organisationId, request.lines[0].id);
    expect(await answer(other, request.id)).toMatchObject([{ code: 'REMATCH_REQUEST_TOO_MUCH_WAITING' }]);
  });
});
