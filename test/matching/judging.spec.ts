import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { FirmBatches } from '../../src/matching/firm-batches.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aPublishedRequest } from '../requests/requests-client.js';
import { aFirm, matched } from './matching-client.js';

/** What the database says of transactions that are open while nobody asks it anything. */
async function openTransactions(admin: Client): Promise<string[]> {
  const { rows } = await admin.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND application_name <> 'ketnoi-queue'`,
  );
  return rows.map(({ query }) => query);
}

describe('judging the firms of a line', () => {
  let service: TestService;
  let admin: Client;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    admin = new Client({ connectionString: service.database.superuserUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin?.end();
    await service?.close();
  });

  it('happens while no transaction is open', async () => {
    const [batches, unitOfWork] = [service.app.get<FirmBatches>(FirmBatches), service.app.get<UnitOfWork>(UnitOfWork)];
    const seen: { isOpen: boolean; open: string[] }[] = [];
    const forLine = batches.forLine.bind(batches);
    batches.forLine = async function* (line) {
      for await (const batch of forLine(line)) {
        seen.push({ isOpen: unitOfWork.isOpen, open: await openTransactions(admin) });
        yield batch;
      }
    };
    const [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service), aFirm(service)]);
    const request = await aPublishedRequest(buyer);
    // Asking the API how far it is would itself be an open transaction.
    await until(() => seen.length > 0, 'the firms are judged');
    await matched(official, request.id);
    expect(seen).toEqual([{ isOpen: false, open: [] }]);
  });
});
