import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { type FileStore, FileStoreError, type FoundContent } from '../../src/platform/storage/store/file-store.js';
import { FolderStore } from '../../src/platform/storage/store/folder-store.js';
import { S3Store } from '../../src/platform/storage/store/s3-store.js';
import { fetchFile, sendFile } from '../harness/files.js';
import { signedInSupplier } from '../harness/people.js';
import { startTestService } from '../harness/test-service.js';
import { aPdf } from '../suppliers/suppliers-client.js';
import { filesIn } from './stored-contents.js';

/** What of the package is used; it brings no types. */
interface S3Server {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
  httpServer?: Server;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server;

const BUCKET = 'ketnoi-files';
let folder: string;
let server: S3Server;
let endpoint: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ketnoi-store-'));
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: BUCKET }],
  });
  await mkdir(join(folder, 's3'), { recursive: true });
  endpoint = `http://127.0.0.1:${(await server.run()).port}`;
});
afterAll(async () => {
  // The last test closes it.
  await server?.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

const bucket = (name = BUCKET) =>
  new S3Store({
    endpoint,
    bucket: name,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    pathStyle: true,
  });

describe.each<[string, () => FileStore, () => FileStore]>([
  ['a folder', () => new FolderStore(join(folder, 'files')), () => new FolderStore('/dev/null/files')],
  ['a bucket', () => bucket(), () => bucket('nothing-there')],
])('%s as the store of files', (_what, open, openBroken) => {
  const aContent = () => ({ id: newId(), organisationId: newId(), sha256: newId().replaceAll('-', '').repeat(2) });
  async function keep(store: FileStore, content: ReturnType<typeof aContent>, bytes: Buffer): Promise<void> {
    const path = join(folder, 'files', 'incoming', newId());
    await mkdir(join(folder, 'files', 'incoming'), { recursive: true });
    await writeFile(path, bytes);
    await store.keep(content, path);
    await expect(writeFile(path, 'x', { flag: 'r+' })).rejects.toThrow('ENOENT');
  }
  async function everything(store: FileStore): Promise<FoundContent[]> {
    const found: FoundContent[] = [];
    for await (const one of store.all()) found.push(one);
    return found;
  }

  it('gives back what it keeps, whole and in parts, until it is removed', async () => {
    const store = open();
    const content = aContent();
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
    expect([await store.has(content), await store.read(content)]).toEqual([false, null]);
    await keep(store, content, bytes);
    expect(await store.has(content)).toBe(true);
    expect(await buffer((await store.read(content))!)).toEqual(bytes);
    expect(await buffer((await store.read(content, { from: 10, to: 19 }))!)).toEqual(bytes.subarray(10, 20));
    await keep(store, content, bytes);
    await store.remove(content);
    await store.remove(content);
    expect([await store.has(content), await store.read(content)]).toEqual([false, null]);
  });

  it('lists what there is, with whose it is and since when', async () => {
    const store = open();
    const [one, other] = [aContent(), aContent()];
    await keep(store, one, Buffer.from('one'));
    await keep(store, other, Buffer.from('other'));
    const found = await everything(store);
    expect(found.map(({ content }) => content)).toEqual(expect.arrayContaining([one, other]));
    for (const { keptAt } of found) expect(Math.abs(Date.now() - keptAt.getTime())).toBeLessThan(60_000);
    await store.remove(one);
    expect((await everything(store)).map(({ content }) => content)).not.toContainEqual(one);
  });

  it('says that it does not work', async () => {
    const store = openBroken();
    const path = join(folder, 'draft');
    await writeFile(path, 'x');
    await expect(store.keep(aContent(), path)).rejects.toThrow(FileStoreError);
  });
});

it('keeps files in a bucket, and nothing of them on the disk, where the environment says so', async () => {
  const service = await startTestService({
    environment: {
      S3_BUCKET: BUCKET,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
      S3_PATH_STYLE: 'true',
    },
  });
  try {
    const supplier = await signedInSupplier(service);
    const content = aPdf('in a bucket');
    const { status, id, sha256 } = await sendFile(supplier, { name: 'Chứng chỉ.pdf' }, content);
    expect([status, filesIn(service)]).toEqual([201, []]);
    expect(await bucket().has({ id, organisationId: supplier.organisationId, sha256 })).toBe(true);
    expect((await fetchFile(supplier, id)).content).toEqual(content);
    const part = await fetchFile(supplier, id, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.content.toString()]).toEqual([206, '%PDF']);
    await bucket().remove({ id, organisationId: supplier.organisationId, sha256 });
    expect((await fetchFile(supplier, id)).status).toBe(503);
    await server.close();
    const refused = await sendFile(supplier, {}, aPdf('nobody takes it'));
    expect([refused.status, refused.code, filesIn(service)]).toEqual([503, 'FILE_STORE_AWAY', []]);
  } finally {
    await service.close();
  }
});
