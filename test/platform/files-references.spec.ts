import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { FileCollector } from '../../src/platform/storage/file-collector.js';
import { FolderStore } from '../../src/platform/storage/store/folder-store.js';
import { StoreInspection } from '../../src/platform/storage/store-inspection.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { fetchFile, openPut, put, sendFile, slotFor } from '../harness/files.js';
import { signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { folderOfFiles, startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aPdf, aRegisteredFirm, codes, done } from '../suppliers/suppliers-client.js';
import { execute, filesIn } from './stored-contents.js';

const DELETE = `mutation ($id: ID!) { result: fileDelete(id: $id) { fileId userErrors { code path message suggestions } } }`;

describe('what refers to a file', () => {
  let service: TestService;
  let supplier: SignedInClient;
  let firm: { id: string };
  beforeAll(async () => {
    service = await startTestService();
    supplier = await signedInSupplier(service);
    firm = await aRegisteredFirm(supplier);
  });
  afterAll(() => service.close());

  const remove = async (id: string) => (await supplier.data(DELETE, { id })).result;
  const certify = (evidenceFileId: string | null) =>
    done(supplier, 'certificateAdd', { firmId: firm.id, input: { standard: 'ISO 9001', evidenceFileId } });
  const rows = (id: string) => execute(service, 'SELECT unreferenced_since FROM stored_file WHERE id = $1', [id]);
  const age = (id: string) =>
    execute(
      service,
      `UPDATE stored_file SET unreferenced_since = unreferenced_since - interval '25 hours' WHERE id = $1`,
      [id],
    );
  /** From the first row to the last. */
  const collect = () => service.get(FileCollector).turn();
  const contentsOf = (sha256: string) => filesIn(service).filter((path) => path.includes(sha256));

  it('keeps it from being deleted, by its owner too; another’s is not there', async () => {
    const file = await sendFile(supplier, {}, aPdf('in use'));
    const { id } = await certify(file.id);
    expect(codes(await remove(file.id))).toEqual(['FILE_IN_USE id']);
    const stranger = await signedInSupplier(service);
    expect(codes((await stranger.data(DELETE, { id: file.id })).result)).toEqual(['FILE_NOT_FOUND id']);
    for (const nothing of ['x', firm.id]) expect(codes(await remove(nothing))).toEqual(['FILE_NOT_FOUND id']);
    await done(supplier, 'certificateUpdate', { id, input: { evidenceFileId: null } });
    expect(await remove(file.id)).toEqual({ fileId: file.id, userErrors: [] });
    await until(() => contentsOf(file.sha256).length === 0, 'its content is gone');
    expect((await fetchFile(supplier, file.id)).status).toBe(404);
  });

  it('may be the record of an official, who saw a file that was replaced since', async () => {
    const [seen, unseen] = [await sendFile(supplier, {}, aPdf('seen')), await sendFile(supplier, {}, aPdf('unseen'))];
    const { id, revision } = await certify(seen.id);
    const official = await signedInOfficial(service);
    await done(official, 'certificateVerify', { id, input: { decision: 'ACCEPT', revision } });
    await done(supplier, 'certificateUpdate', { id, input: { evidenceFileId: unseen.id } });
    await done(supplier, 'certificateUpdate', { id, input: { evidenceFileId: null } });
    expect(codes(await remove(seen.id))).toEqual(['FILE_IN_USE id']);
    await collect();
    await Promise.all([age(seen.id), age(unseen.id)]);
    await collect();
    expect([await rows(seen.id), await rows(unseen.id)]).toEqual([[{ unreferenced_since: null }], []]);
    expect((await fetchFile(official, seen.id)).content).toEqual(aPdf('seen'));
  });

  it('counts when it comes late: a file nobody refers to has a day, anew where it is sent or used again', async () => {
    const content = aPdf('nobody’s');
    const file = await sendFile(supplier, {}, content);
    await collect();
    expect(await rows(file.id)).toEqual([{ unreferenced_since: expect.any(Date) }]);
    await collect();
    expect(await rows(file.id)).toHaveLength(1);
    await age(file.id);
    expect((await sendFile(supplier, {}, content)).id).toBe(file.id);
    await collect();
    expect(await rows(file.id)).toEqual([{ unreferenced_since: expect.any(Date) }]);
    await age(file.id);
    const { id } = await certify(file.id);
    await collect();
    expect(await rows(file.id)).toEqual([{ unreferenced_since: null }]);
    await done(supplier, 'certificateUpdate', { id, input: { evidenceFileId: null } });
    await collect();
    await age(file.id);
    await collect();
    expect(await rows(file.id)).toEqual([]);
    await until(() => contentsOf(file.sha256).length === 0, 'its content is gone');
    const [record] = await execute(
      service,
      `SELECT actor_kind FROM audit_entry WHERE action = 'file.collect' AND subject_id = $1`,
      [file.id],
    );
    expect(record).toEqual({ actor_kind: 'SYSTEM' });
  });

  it('wins or loses as a whole against deleting and collecting at the same moment', async () => {
    let number = 0;
    const story = fc.uniqueArray(fc.constantFrom('attach', 'delete', 'collect', 'attach too'), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const content = aPdf(`contested ${++number}`);
        const file = await sendFile(supplier, {}, content);
        await collect();
        await age(file.id);
        const input = { standard: 'ISO 9001', evidenceFileId: file.id };
        const attach = () =>
          supplier.data(
            `mutation ($id: ID!, $input: CertificateInput!) { result: certificateAdd(firmId: $id, input: $input) {
               certificate { id } userErrors { code path } } }`,
            { id: firm.id, input },
          );
        const work = { attach, 'attach too': attach, delete: () => remove(file.id), collect };
        const answers = await Promise.all(steps.map((step) => work[step]()));
        const certificates = answers.flatMap((answer: any) => answer?.result?.certificate ?? []);
        const isThere = (await rows(file.id)).length === 1;
        expect({ steps, isThere: isThere || certificates.length === 0 }).toEqual({ steps, isThere: true });
        if (isThere) expect((await fetchFile(supplier, file.id)).content).toEqual(content);
        else await until(() => contentsOf(file.sha256).length === 0, 'its content is gone');
        for (const { id } of certificates) await done(supplier, 'certificateWithdraw', { id });
      }),
      { numRuns: 25 },
    );
  });

  it('is never without a content, and no content without a row, however often the process is killed', async () => {
    const files: { id: string; content: Buffer }[] = [];
    const token = (supplier as unknown as { headers: Record<string, string> }).headers;
    for (let round = 1; round <= 4; round++) {
      const killed = await ServiceProcess.start('src/main.js', [], {
        NODE_ENV: 'test',
        DATABASE_URL: service.database.url,
        DATABASE_OWNER_URL: service.database.ownerUrl,
        KETNOI_SECRET: service.config.auth.secret!,
        PORT: '0',
      });
      await killed.running();
      const { url } = killed.log.find(({ msg }) => msg === 'ketnoi is running') as { url: string };
      const client = new TestClient(url).withHeaders(token);
      const sending = Array.from({ length: 12 }, async (_, index) => {
        const content = Buffer.concat([aPdf(`${round} ${index}`), Buffer.alloc(200_000, 32), Buffer.from('%%EOF\n')]);
        const { slot } = await slotFor(client, { sizeBytes: content.length });
        const { status, id } = await put(client, slot!.uploadUrl, content);
        if (status === 201) files.push({ id, content });
      });
      const { slot } = await slotFor(supplier, { sizeBytes: 1_000 });
      const half = openPut(client, slot!.uploadUrl, { 'content-length': '1000' });
      half.sent.write('%PDF-1.7');
      const before = files.length;
      await until(() => files.length >= before + 2, 'some are answered');
      await killed.kill();
      await Promise.allSettled([...sending, half.answered]);
    }
    expect(files.length).toBeGreaterThanOrEqual(8);
    for (const { id, content } of files) expect((await fetchFile(supplier, id)).content).toEqual(content);
    const inspection = service.get(StoreInspection);
    expect(await inspection.report()).toMatchObject({ missing: 0, foreign: 0 });
    // An hour later.
    const folder = folderOfFiles(service.database);
    const past = new Date(Date.now() - 2 * 3_600_000);
    for (const path of filesIn(service)) await utimes(join(folder, path), past, past);
    const { strays } = await inspection.report();
    expect(await inspection.sweep()).toBe(strays);
    expect(await inspection.report()).toEqual({ missing: 0, strays: 0, foreign: 0, quarantined: 0 });
    const [{ count }] = await execute(service, 'SELECT count(*)::int AS count FROM stored_file');
    expect(filesIn(service)).toHaveLength(count);
    for (const { id, content } of files) expect((await fetchFile(supplier, id)).content).toEqual(content);
  });

  it('is told by the doctor where a content is missing or nobody’s, and leaves alone what other databases keep', async () => {
    const file = await sendFile(supplier, {}, aPdf('will be lost'));
    const [path] = contentsOf(file.sha256);
    await rm(join(folderOfFiles(service.database), path!));
    const store = new FolderStore(folderOfFiles(service.database));
    const keep = async (organisationId: string) => {
      const content = { id: file.id.replace(/^.{8}/, '00000000'), organisationId, sha256: 'a'.repeat(64) };
      const draft = join(folderOfFiles(service.database), 'incoming', 'draft');
      await mkdir(join(draft, '..'), { recursive: true });
      await writeFile(draft, 'x');
      await utimes(draft, new Date(0), new Date(0));
      await store.keep(content, draft);
      return content;
    };
    const stray = await keep(supplier.organisationId);
    const foreign = await keep('00000000-0000-7000-8000-000000000000');
    const environment = {
      DATABASE_URL: service.database.url,
      DATABASE_OWNER_URL: service.database.ownerUrl,
      KETNOI_SECRET: service.config.auth.secret!,
    };
    const doctor = await ServiceProcess.start('src/cli.js', ['doctor', '--json'], environment);
    await doctor.ended;
    const findings = doctor.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(findings.find(({ check }) => check === 'files')).toMatchObject({
      state: 'failed',
      found: expect.stringMatching(
        /^1 files have no content in .*; 1 contents belong to no file; 1 contents are of org/,
      ),
    });
    expect(await service.get(StoreInspection).sweep()).toBe(1);
    expect([await store.has(stray), await store.has(foreign)]).toEqual([false, true]);
    expect((await fetchFile(supplier, file.id)).status).toBe(503);
  });

  it('says that files of an earlier build are read where they are, until a job has moved them', async () => {
    const contents = [aPdf('of old 1'), aPdf('of old 2')];
    const client = new Client({ connectionString: service.database.superuserUrl });
    await client.connect();
    const ids: string[] = [];
    for (const content of contents) {
      const { rows: made } = await client.query(
        `INSERT INTO stored_file (id, organisation_id, name, media_type, size_bytes, sha256, content, created_by)
         VALUES (gen_random_uuid(), $1, 'old.pdf', 'application/pdf', $2, encode(sha256($3), 'hex'), $3, $4) RETURNING id`,
        [supplier.organisationId, content.length, content, supplier.personId],
      );
      ids.push(made[0].id);
    }
    await client.end();
    for (const [index, id] of ids.entries()) expect((await fetchFile(supplier, id)).content).toEqual(contents[index]);
    const part = await fetchFile(supplier, ids[0]!, { headers: { range: 'bytes=2-3' } });
    expect([part.status, part.content]).toEqual([206, contents[0]!.subarray(2, 4)]);
    await service.get(BackgroundWork).start();
    const left = async () => (await execute(service, 'SELECT FROM stored_file WHERE content IS NOT NULL')).length;
    await until(async () => (await left()) === 0, 'all have moved');
    await service.get(BackgroundWork).stop();
    for (const [index, id] of ids.entries()) expect((await fetchFile(supplier, id)).content).toEqual(contents[index]);
    const moved = filesIn(service).filter((path) => ids.some((id) => path.endsWith(id)));
    expect(moved).toHaveLength(2);
  });
});
