import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPdf, download, NOBODY, upload } from './suppliers-client.js';

describe('evidence files', () => {
  let service: TestService;
  let supplier: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    supplier = await signedInSupplier(service);
  });
  afterAll(() => service.close());

  const send = (content: Buffer | string, name?: string, type?: string) =>
    upload(service.url, supplier, content, name, type);

  it('comes back as it was sent, as something to save', async () => {
    const sent = await send(aPdf('nội dung'), 'Chứng chỉ ISO 9001.pdf');
    expect(sent).toMatchObject({ status: 201, name: 'Chứng chỉ ISO 9001.pdf', mediaType: 'application/pdf' });
    const response = await download(service.url, supplier, sent.id);
    expect(response.content).toEqual(aPdf('nội dung'));
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringContaining("filename*=UTF-8''Ch%E1%BB%A9ng%20ch%E1%BB%89"),
    });
  });

  it('is what its content says, whatever it calls itself', async () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]);
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20)]);
    expect(await send(png, '../../etc/passwd', 'application/octet-stream')).toMatchObject({
      name: 'passwd.png',
      mediaType: 'image/png',
    });
    expect(await send(jpeg, 'scan.JPEG', 'image/jpeg')).toMatchObject({ name: 'scan.jpeg', mediaType: 'image/jpeg' });
    expect(await send('<script>alert(1)</script>', 'iso.pdf')).toMatchObject({
      status: 422,
      code: 'FILE_TYPE_REFUSED',
    });
    expect(await send('', 'iso.pdf')).toMatchObject({ status: 422, code: 'FILE_EMPTY' });
    expect(await send('{}', 'iso.pdf', 'application/json')).toMatchObject({ status: 422, code: 'FILE_EMPTY' });
  });

  it('is at most 5 MB large', async () => {
    const large = (bytes: number) => Buffer.concat([aPdf(''), Buffer.alloc(bytes - aPdf('').length, 32)]);
    expect(await send(large(5 * 1024 * 1024))).toMatchObject({ status: 201 });
    expect(await send(large(5 * 1024 * 1024 + 1))).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    expect(await send(large(12 * 1024 * 1024))).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
  });

  it('is kept once for an organisation, at the same moment too', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => send(aPdf('the same'))));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    const other = await upload(service.url, await signedInSupplier(service), aPdf('the same'));
    expect(other.id).not.toBe(sent[0]!.id);
  });

  it('is for its owner and the authority', async () => {
    const { id } = await send(aPdf('confidential'));
    const [official, buyer, stranger] = [
      await signedInOfficial(service),
      await signedInBuyer(service),
      await signedInSupplier(service),
    ];
    expect((await download(service.url, official, id)).status).toBe(200);
    for (const other of [buyer, stranger]) expect((await download(service.url, other, id)).status).toBe(404);
    for (const nothing of [NOBODY, 'x']) expect((await download(service.url, supplier, nothing)).status).toBe(404);
    expect((await download(service.url, service.client(), id)).status).toBe(401);
    expect(await upload(service.url, service.client(), aPdf('x'))).toMatchObject({
      status: 401,
      code: 'FILE_UNAUTHENTICATED',
    });
    expect(await upload(service.url, buyer, aPdf('x'))).toMatchObject({ status: 403, code: 'FILE_FORBIDDEN' });
  });
});
