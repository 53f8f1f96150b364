import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scan, ScannerAway } from '../../src/platform/storage/scanning/scanner.js';
import { fetchFile, sendFile } from '../harness/files.js';
import { signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aPdf, aRegisteredFirm, codes, done, mutate } from '../suppliers/suppliers-client.js';
import { AClamd, EICAR } from './a-clamd.js';
import { execute, filesIn } from './stored-contents.js';

describe('the virus scanner', () => {
  const clamd = new AClamd();
  let port: number;
  let service: TestService;
  let supplier: SignedInClient;
  let firm: { id: string };
  beforeAll(async () => {
    port = await clamd.listen();
    service = await startTestService({ withJobs: true, environment: { CLAMD_ADDRESS: `127.0.0.1:${port}` } });
    supplier = await signedInSupplier(service);
    firm = await aRegisteredFirm(supplier);
  });
  afterAll(async () => {
    await service?.close();
    await clamd.close();
  });

  const stateOf = async (id: string): Promise<string> =>
    (await execute(service, 'SELECT state FROM stored_file WHERE id = $1', [id]))[0].state;
  /** The certificate with the file behind it, as its owner sees it. */
  const certify = (evidenceFileId: string) =>
    mutate(supplier, 'certificateAdd', { firmId: firm.id, input: { standard: 'ISO 9001', evidenceFileId } });
  const shownAs = async (id: string) => {
    const { myFirm } = await supplier.data('{ myFirm { certificates { evidenceFile { id state downloadUrl } } } }');
    return myFirm.certificates.map((one: any) => one.evidenceFile).find((file: any) => file?.id === id);
  };

  it('is shown every file, whole, before anybody gets it', async () => {
    const content = Buffer.concat([aPdf('clean'), Buffer.alloc(300_000, 32), Buffer.from('%%EOF\n')]);
    const sent = await sendFile(supplier, {}, content);
    expect(sent.state).toBe('QUARANTINED');
    await until(async () => (await stateOf(sent.id)) === 'READY', 'it is let out');
    expect(clamd.shown).toEqual([content]);
    expect((await fetchFile(supplier, sent.id)).content).toEqual(content);
  });

  it('has what it finds removed: the content goes, the row and a record say why', async () => {
    const { id, sha256 } = await sendFile(supplier, {}, aPdf(EICAR));
    await until(async () => (await stateOf(id)) === 'INFECTED', 'it is found');
    await until(() => !filesIn(service).some((path) => path.includes(sha256)), 'its content is gone');
    expect((await fetchFile(supplier, id)).status).toBe(410);
    const records = await execute(
      service,
      `SELECT data ->> 'finding' AS finding FROM audit_entry WHERE action = 'file.remove-infected' AND subject_id = $1`,
      [id],
    );
    expect(records).toEqual([{ finding: 'Eicar-Test-Signature' }]);
    expect(codes(await certify(id))).toEqual(['EVIDENCE_FILE_NOT_FOUND input.evidenceFileId']);
    // The same again is the same, and not let in by a second try.
    expect(await sendFile(supplier, {}, aPdf(EICAR))).toMatchObject({ status: 201, id, state: 'INFECTED' });
    expect(filesIn(service).some((path) => path.includes(sha256))).toBe(false);
  });

  it('keeps a file in quarantine while it is away, shown as such, and is asked again', async () => {
    await clamd.close();
    const { id } = await sendFile(supplier, {}, aPdf('waits'));
    await done(supplier, 'certificateAdd', { firmId: firm.id, input: { standard: 'ISO 9001', evidenceFileId: id } });
    const waiting = `SELECT id FROM outbox WHERE job = 'storage.scan-file' AND subject = $1 AND state = 'PENDING' AND run_at > now()`;
    await until(async () => (await execute(service, waiting, [id])).length === 1, 'it is to be shown again');
    expect([await stateOf(id), (await fetchFile(supplier, id)).status]).toEqual(['QUARANTINED', 409]);
    expect(await shownAs(id)).toEqual({ id, state: 'QUARANTINED', downloadUrl: null });
    await clamd.listen(port);
    for (const says of ['stream: something unheard of\0', 'stream: INSTREAM size limit exceeded. ERROR\0', '', null]) {
      clamd.says = says;
      const [{ id: job }] = await execute(service, waiting, [id]);
      await execute(service, 'UPDATE outbox SET run_at = now() WHERE id = $1', [job]);
      const again = async () => (await execute(service, `${waiting} AND id <> $2`, [id, job])).length === 1;
      await until(again, `it is to be shown again after ${says}`);
      expect(await stateOf(id)).toBe('QUARANTINED');
    }
    clamd.says = undefined;
    await execute(service, `UPDATE outbox SET run_at = now() WHERE subject = $1 AND state = 'PENDING'`, [id]);
    await until(async () => (await stateOf(id)) === 'READY', 'it is let out');
    expect(await shownAs(id)).toEqual({ id, state: 'READY', downloadUrl: expect.stringContaining('?link=') });
    expect(
      (await execute(service, `SELECT FROM outbox WHERE job = 'storage.scan-file' AND state = 'FAILED'`)).length,
    ).toBe(0);
  });

  it('that went silent is left', async () => {
    const deaf = new AClamd();
    const address = { host: '127.0.0.1', port: await deaf.listen() };
    const endless = new Readable({ read: () => undefined });
    await expect(scan(address, endless, 200)).rejects.toThrow(ScannerAway);
    await deaf.close();
    await expect(scan(address, Readable.from([Buffer.from('x')]))).rejects.toThrow(ScannerAway);
  });
});
