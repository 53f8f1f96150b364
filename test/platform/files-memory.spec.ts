import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../harness/compiled-service.js';
import { openPut, slotFor } from '../harness/files.js';
import { aSignUp, SIGN_UP_SUPPLIER } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { filesIn } from './stored-contents.js';

const UPLOADS = 60;
const BYTES = 5 * 1024 * 1024;
const MB = 1024 * 1024;

describe('sixty uploads of 5 MB at once', () => {
  let database: TestDatabase;
  let service: ServiceProcess;
  let client: TestClient;
  beforeAll(async () => {
    database = await cloneDatabase();
    service = await ServiceProcess.start('src/main.js', [], {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      PORT: '0',
    });
    await service.running();
    const { url } = service.log.find(({ msg }) => msg === 'ketnoi is running') as { url: string };
    const { result } = await new TestClient(url).data(SIGN_UP_SUPPLIER, { input: aSignUp() });
    client = new TestClient(url).withToken(result.session.accessToken);
  });
  afterAll(async () => {
    await service?.kill();
    await database?.close();
  });

  it('take the memory of their pieces, not of their contents', async () => {
    const slots = [];
    for (let index = 0; index < UPLOADS; index++) slots.push((await slotFor(client, { sizeBytes: BYTES })).slot!);
    const before = service.residentBytes();
    const sending = slots.map(({ uploadUrl }) => openPut(client, uploadUrl, { 'content-length': String(BYTES) }));
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, service.residentBytes())), 20);
    // All are half way before the first may end, so that all are there at once.
    const piece = Buffer.alloc(BYTES / 10, 32);
    for (let part = 0; part < 10; part++) {
      for (const [index, { sent }] of sending.entries()) {
        const bytes = Buffer.from(piece);
        if (part === 0) bytes.write(`%PDF-1.7\n% ${index}\n`);
        if (part === 9) bytes.write('\n%%EOF\n', bytes.length - 7);
        sent.write(bytes);
        if (part === 9) sent.end();
      }
      await wait(50);
    }
    const answers = await Promise.all(sending.map(({ answered }) => answered));
    clearInterval(watch);
    expect(answers).toEqual(Array.from({ length: UPLOADS }, () => 201));
    expect(filesIn({ database })).toHaveLength(UPLOADS);
    const grown = Math.round((most - before) / MB);
    process.stderr.write(`60 uploads of 5 MB at once: ${grown} MB above ${Math.round(before / MB)} MB\n`);
    expect(grown).toBeLessThan(100);
  });
});
