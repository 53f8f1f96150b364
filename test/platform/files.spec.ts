import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { fetchFile, openPut, put, sendFile, slotFor } from '../harness/files.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aPdf, codes, NOBODY } from '../suppliers/suppliers-client.js';
import { execute, filesIn } from './stored-contents.js';

describe('files', () => {
  let service: TestService;
  let supplier: SignedInClient;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    [supplier, buyer] = [await signedInSupplier(service), await signedInBuyer(service)];
  });
  afterAll(() => service.close());

  const linkTo = async (client: SignedInClient, content: string) => {
    const { id } = await sendFile(client, {}, aPdf(content));
    const { result } = await client.data(
      `mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) {
         firm { certificates { evidenceFile { id state downloadUrl } } } userErrors { code path } } }`,
      { input: { ...aRegistrationInput(), certificates: [{ standard: 'ISO 9001', evidenceFileId: id }] } },
    );
    return result.firm.certificates[0].evidenceFile as { id: string; state: string; downloadUrl: string };
  };

  describe('a slot', () => {
    it('says where to send the file and until when, under a name that is safe', async () => {
      const { slot, userErrors } = await slotFor(supplier, { name: '../../etc/Chứng chỉ <ISO> 9001.PDF' });
      expect(userErrors).toEqual([]);
      expect(slot!.uploadUrl).toBe(`/files/${slot!.id}`);
      const minutes = (Date.parse(slot!.expiresAt) - Date.now()) / 60_000;
      expect([minutes > 14, minutes < 16]).toEqual([true, true]);
      const sent = await put(supplier, slot!.uploadUrl, aPdf('x'.repeat(100 - aPdf('').length)));
      expect(sent).toMatchObject({ status: 201, name: 'Chứng chỉ ISO 9001.pdf', mediaType: 'application/pdf' });
    });

    it('is for what its purpose allows, with type and ending agreeing; all that is wrong is said at once', async () => {
      const refused = async (client: SignedInClient, announced: object) => codes(await slotFor(client, announced));
      expect(await refused(supplier, { mediaType: 'model/step', name: 'a.step' })).toEqual([
        'FILE_TYPE_REFUSED input.mediaType',
      ]);
      expect(await refused(supplier, { mediaType: 'image/svg+xml', name: 'a.svg' })).toEqual([
        'FILE_TYPE_REFUSED input.mediaType',
      ]);
      for (const name of ['a.exe', 'a.pdf.exe', 'a', '', 'pdf', 'a.png', 'a.pdf\u202e', 'a.pdf/', 'a.p\u200bdf.']) {
        const said = await refused(supplier, { name });
        // Signs that nobody sees are dropped first: what is left may be a name.
        expect([name, said]).toEqual([
          name,
          ['a.pdf\u202e', 'pdf'].includes(name) ? [] : ['FILE_EXTENSION_DIFFERS input.name'],
        ]);
      }
      expect(await refused(supplier, { name: 'a.txt', sizeBytes: 6_000_000 })).toEqual([
        'FILE_TOO_LARGE input.sizeBytes',
        'FILE_EXTENSION_DIFFERS input.name',
      ]);
      for (const sizeBytes of [0, -1])
        expect(await refused(supplier, { sizeBytes })).toEqual(['FILE_EMPTY input.sizeBytes']);
      expect(await refused(supplier, { purpose: 'DRAWING' })).toEqual(['FILE_PURPOSE_NOT_YOURS input.purpose']);
      expect(await refused(buyer, {})).toEqual(['FILE_PURPOSE_NOT_YOURS input.purpose']);
      expect(await refused(buyer, { purpose: 'DRAWING', mediaType: 'model/step', name: 'a.stp' })).toEqual([]);
    });

    it('takes one upload, exactly as announced, by its own organisation', async () => {
      const content = aPdf('once');
      const { slot } = await slotFor(supplier, { sizeBytes: content.length });
      const stranger = await signedInSupplier(service);
      for (const other of [stranger, buyer]) {
        expect(await put(other, slot!.uploadUrl, content)).toMatchObject({ status: 404, code: 'FILE_SLOT_NOT_FOUND' });
      }
      expect(await put(service.client(), slot!.uploadUrl, content)).toMatchObject({ status: 401 });
      expect(await put(supplier, slot!.uploadUrl, `${content.toString()} `)).toMatchObject({
        status: 413,
        code: 'FILE_SIZE_DIFFERS',
      });
      expect(await put(supplier, slot!.uploadUrl, content.subarray(1))).toMatchObject({ status: 422 });
      for (const type of ['image/png', 'image/svg+xml', 'text/html']) {
        expect((await put(supplier, slot!.uploadUrl, content, type)).status).toBe(415);
      }
      expect((await put(supplier, slot!.uploadUrl, content)).status).toBe(201);
      expect(await put(supplier, slot!.uploadUrl, content)).toMatchObject({ status: 409, code: 'FILE_SLOT_USED' });
      for (const nothing of [NOBODY, 'x']) expect((await put(supplier, `/files/${nothing}`, content)).status).toBe(404);
    });

    it('takes one of two uploads at once, and nothing once its time is over', async () => {
      const content = aPdf('twice at once');
      const { slot } = await slotFor(supplier, { sizeBytes: content.length });
      const sent = await Promise.all([1, 2, 3, 4].map(() => put(supplier, slot!.uploadUrl, content)));
      expect(sent.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const late = await slotFor(supplier, { sizeBytes: content.length });
      await execute(service, `UPDATE file_slot SET expires_at = now() WHERE id = $1`, [late.slot!.id]);
      expect(await put(supplier, late.slot!.uploadUrl, content)).toMatchObject({
        status: 410,
        code: 'FILE_SLOT_EXPIRED',
      });
    });

    it('is free for another try after an upload that broke off or lied, of which nothing is left', async () => {
      const content = aPdf('tried again');
      const { slot } = await slotFor(supplier, { sizeBytes: content.length });
      const before = filesIn(service);
      const aborted = openPut(supplier, slot!.uploadUrl, { 'content-length': String(content.length) });
      aborted.sent.write(content.subarray(0, 10));
      await until(() => filesIn(service).length > before.length, 'it is being received');
      expect(await put(supplier, slot!.uploadUrl, content)).toMatchObject({ status: 409, code: 'FILE_SLOT_BUSY' });
      aborted.sent.destroy();
      await until(() => filesIn(service).length === before.length, 'nothing is left of it');
      const lying = openPut(supplier, slot!.uploadUrl, { 'transfer-encoding': 'chunked' });
      lying.sent.end(Buffer.concat([content, content]));
      expect(await lying.answered).toBe(413);
      expect(await put(supplier, slot!.uploadUrl, Buffer.alloc(content.length))).toMatchObject({
        status: 422,
        code: 'FILE_CONTENT_REFUSED',
      });
      expect(filesIn(service)).toEqual(before);
      expect((await put(supplier, slot!.uploadUrl, content)).status).toBe(201);
      expect(filesIn(service)).toHaveLength(before.length + 1);
    });
  });

  describe('a quota', () => {
    it('of files holds under sixty announcements at once, and is given back by time and by deleting', async () => {
      const firm = await signedInSupplier(service);
      const first = await sendFile(firm, {}, aPdf('the first'));
      await execute(
        service,
        `INSERT INTO file_slot (id, organisation_id, purpose, name, media_type, size_bytes, expires_at, created_by)
         SELECT gen_random_uuid(), $1, 'CERTIFICATE_EVIDENCE', 'a.pdf', 'application/pdf', 1, now() + interval '1 hour', $2
         FROM generate_series(1, 189)`,
        [firm.organisationId, firm.personId],
      );
      const asked = await Promise.all(Array.from({ length: 60 }, () => slotFor(firm)));
      expect(asked.filter(({ slot }) => slot !== null)).toHaveLength(10);
      expect(new Set(asked.flatMap(codes))).toEqual(new Set(['FILES_TOO_MANY']));
      await execute(service, `UPDATE file_slot SET expires_at = now() WHERE id = $1`, [
        asked.find(({ slot }) => slot !== null)!.slot!.id,
      ]);
      expect(codes(await slotFor(firm))).toEqual([]);
      expect(codes(await slotFor(firm))).toEqual(['FILES_TOO_MANY']);
      const { result } = await firm.data(DELETE, { id: first.id });
      expect(result).toEqual({ fileId: first.id, userErrors: [] });
      expect(codes(await slotFor(firm))).toEqual([]);
    });

    it('of bytes holds at once, too', async () => {
      const asked = await Promise.all(
        Array.from({ length: 40 }, () => slotFor(buyer, { purpose: 'DRAWING', sizeBytes: 50 * 1024 * 1024 })),
      );
      expect(asked.filter(({ slot }) => slot !== null)).toHaveLength(20);
      expect(new Set(asked.flatMap(codes))).toEqual(new Set(['FILES_TOO_LARGE input.sizeBytes']));
    });
  });

  describe('a download', () => {
    it('is something to save, with both forms of a Vietnamese name and nothing that runs', async () => {
      const content = aPdf('nội dung');
      const sent = await sendFile(supplier, { name: 'Chứng chỉ Đúc 9001.pdf'.normalize('NFD') }, content);
      const { status, headers, content: fetched } = await fetchFile(supplier, sent.id);
      expect([status, fetched]).toEqual([200, content]);
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(content.length),
        'content-disposition': `attachment; filename="Chung chi Duc 9001.pdf"; filename*=UTF-8''${encodeURIComponent('Chứng chỉ Đúc 9001.pdf')}`,
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        etag: `"${sent.sha256}"`,
      });
      const head = await fetchFile(supplier, sent.id, { method: 'HEAD' });
      expect([head.status, head.content.length]).toEqual([200, 0]);
      expect(head.headers['content-length']).toBe(String(content.length));
    });

    it('gives a part to who asks for one', async () => {
      const content = aPdf('0123456789');
      const { id } = await sendFile(supplier, {}, content);
      const part = (range: string, more = {}) => fetchFile(supplier, id, { headers: { range, ...more } });
      expect(await part('bytes=2-5')).toMatchObject({
        status: 206,
        content: content.subarray(2, 6),
        headers: { 'content-range': `bytes 2-5/${content.length}`, 'content-length': '4' },
      });
      expect(await part('bytes=-4')).toMatchObject({ status: 206, content: content.subarray(-4) });
      expect(await part('bytes=10-')).toMatchObject({ status: 206, content: content.subarray(10) });
      expect(await part('bytes=9999-')).toMatchObject({
        status: 416,
        headers: { 'content-range': `bytes */${content.length}` },
      });
      for (const whole of ['bytes=1-2,4-5', 'pages=1-2', 'bytes=5-2'])
        expect(await part(whole)).toMatchObject({ status: 200, content });
      expect(await part('bytes=2-5', { 'if-range': '"another"' })).toMatchObject({ status: 200, content });
    });

    it('is for its owner and, as evidence, for the authority; each one is on record', async () => {
      const { id } = await sendFile(supplier, {}, aPdf('confidential'));
      const drawing = await sendFile(await signedInBuyer(service), { purpose: 'DRAWING' }, aPdf('a drawing'));
      const [official, stranger] = [await signedInOfficial(service), await signedInSupplier(service)];
      expect((await fetchFile(official, id)).status).toBe(200);
      expect((await fetchFile(official, drawing.id)).status).toBe(404);
      for (const other of [buyer, stranger]) expect((await fetchFile(other, id)).status).toBe(404);
      for (const nothing of [NOBODY, 'x']) expect((await fetchFile(supplier, nothing)).status).toBe(404);
      expect((await fetchFile(service.client(), id)).status).toBe(401);
      await fetchFile(supplier, id);
      await fetchFile(supplier, id, { method: 'HEAD' });
      const record = await execute(
        service,
        `SELECT person_id FROM audit_entry WHERE action = 'file.download' AND subject_id = $1 ORDER BY id`,
        [id],
      );
      expect(record).toEqual([{ person_id: official.personId }, { person_id: supplier.personId }]);
    });

    it('works by a link, for the one it was made for and as long as that person may', async () => {
      const firm = await signedInSupplier(service);
      const { id, downloadUrl } = await linkTo(firm, 'by a link');
      const anyone = service.client();
      expect(await fetchFile(anyone, downloadUrl)).toMatchObject({ status: 200, content: aPdf('by a link') });
      const [, link] = downloadUrl.split('?link=') as [string, string];
      const [until_, person, organisation, signature] = link.split('.') as [string, string, string, string];
      const other = await sendFile(firm, {}, aPdf('another'));
      const forged = [
        `/files/${other.id}?link=${link}`,
        `/files/${id}?link=${[Number(until_) + 60, person, organisation, signature].join('.')}`,
        `/files/${id}?link=${[until_, supplier.personId, supplier.organisationId, signature].join('.')}`,
        `/files/${id}?link=${link.slice(0, -2)}`,
        `/files/${id}?link=${link}.x`,
        `/files/${id}?link=`,
        `/files/${id}?link=1&link=2`,
      ];
      for (const path of forged) expect([path, (await fetchFile(anyone, path)).status]).toEqual([path, 401]);
      await execute(service, 'UPDATE session SET revoked_at = now() WHERE person_id = $1', [firm.personId]);
      expect((await fetchFile(anyone, downloadUrl)).status).toBe(401);
    });

    it('by a link ends after five minutes', async () => {
      const firm = await signedInSupplier(service);
      const { downloadUrl } = await linkTo(firm, 'for five minutes');
      const later = new Date(Date.now() + 5 * 60_000 + 1_000);
      const clock = service.get(Clock);
      const now = clock.now.bind(clock);
      Object.assign(clock, { now: () => later });
      expect((await fetchFile(service.client(), downloadUrl)).status).toBe(401);
      Object.assign(clock, { now });
      expect((await fetchFile(service.client(), downloadUrl)).status).toBe(200);
    });
  });

  it('is kept once for an organisation and a purpose, at the same moment too', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => sendFile(supplier, {}, aPdf('the same'))));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    const other = await sendFile(await signedInSupplier(service), {}, aPdf('the same'));
    expect(other.id).not.toBe(sent[0]!.id);
    const name = (organisation: string, { sha256, id }: { sha256: string; id: string }) =>
      `${organisation}/${sha256.slice(0, 2)}/${sha256}.${id}`;
    expect(filesIn(service).filter((path) => path.includes(sent[0]!.sha256))).toHaveLength(2);
    expect(filesIn(service)).toContain(name(supplier.organisationId, sent[0]!));
  });
});

const DELETE = `mutation ($id: ID!) { result: fileDelete(id: $id) { fileId userErrors { code path } } }`;
