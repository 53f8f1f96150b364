import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPdf, aRegisteredFirm, codes, done, firmOf, mutate, NOBODY, upload } from './suppliers-client.js';

describe('certificates, evidence and its verification', () => {
  let service: TestService;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    service.get(Clock).stopAt('2026-11-22');
    official = await signedInOfficial(service);
  });
  afterAll(() => service.close());

  /** A firm with one documented certificate. */
  async function documented(changes: object = {}) {
    const supplier = await signedInSupplier(service);
    const { id: evidenceFileId } = await upload(supplier, aPdf(supplier.email));
    const firm = await aRegisteredFirm(supplier, {
      certificates: [
        { standard: 'ISO 9001', validFrom: '2025-01-01', validTo: '2027-12-31', evidenceFileId, ...changes },
      ],
    });
    return { supplier, firm, certificate: firm.certificates[0], evidenceFileId };
  }

  it('refuses one that has run out as new evidence, today still being good', async () => {
    const { supplier, firm } = await documented();
    const add = (input: object) =>
      mutate(supplier, 'certificateAdd', { firmId: firm.id, input: { standard: 'ISO 14001', ...input } });
    expect(codes(await add({ validTo: '2026-11-21' }))).toEqual(['CERTIFICATE_EXPIRED input.validTo']);
    expect((await add({ validTo: '2026-11-22' })).certificate.daysLeft).toBe(0);
    expect(codes(await add({ validFrom: '0001-01-01', validTo: '2027-02-30' }))).toEqual([
      'DAY_ABSURD input.validFrom',
      'DAY_IMPOSSIBLE input.validTo',
    ]);
  });

  it('keeps one that runs out later, and takes no new evidence for it', async () => {
    const { supplier, certificate } = await documented({ validTo: '2026-12-01' });
    service.get(Clock).stopAt('2026-12-02');
    try {
      const { certificates } = await firmOf(supplier);
      expect(certificates[0]).toMatchObject({ daysLeft: -1, state: 'STANDING' });
      const { id: evidenceFileId } = await upload(supplier, aPdf('a new scan'));
      expect(
        codes(await mutate(supplier, 'certificateUpdate', { id: certificate.id, input: { evidenceFileId } })),
      ).toEqual(['CERTIFICATE_EXPIRED input.evidenceFileId']);
      expect(
        codes(await mutate(official, 'certificateVerify', { id: certificate.id, input: { decision: 'ACCEPT' } })),
      ).toEqual(['CERTIFICATE_EXPIRED id']);
    } finally {
      service.get(Clock).stopAt('2026-11-22');
    }
  });

  it('is documented with a file and declared without', async () => {
    const { supplier, certificate, evidenceFileId } = await documented();
    expect(certificate).toMatchObject({ evidence: 'DOCUMENTED', evidenceFile: { id: evidenceFileId } });
    const without = await done(supplier, 'certificateUpdate', { id: certificate.id, input: { evidenceFileId: null } });
    expect(without).toMatchObject({ evidence: 'DECLARED', evidenceFile: null });
    const stranger = await signedInSupplier(service);
    const { id: another } = await upload(stranger, aPdf('not theirs'));
    for (const id of [another, NOBODY, 'x']) {
      const stolen = await mutate(supplier, 'certificateUpdate', { id: certificate.id, input: { evidenceFileId: id } });
      expect(codes(stolen)).toEqual(['EVIDENCE_FILE_NOT_FOUND input.evidenceFileId']);
    }
  });

  it('lists what officials found, page by page', async () => {
    const { certificate } = await documented();
    await done(official, 'certificateVerify', { id: certificate.id, input: { decision: 'ACCEPT' } });
    await done(official, 'certificateVerificationUndo', { id: certificate.id });
    const page = `query ($id: ID!, $after: String) { node(id: $id) { ... on Certificate { verifications(first: 1, after: $after) {
      nodes { decision } totalCount pageInfo { hasNextPage endCursor } } } } }`;
    const first = (await official.data(page, { id: certificate.id })).node.verifications;
    expect(first).toMatchObject({ nodes: [{ decision: 'ACCEPT' }], totalCount: 2, pageInfo: { hasNextPage: true } });
    const second = await official.data(page, { id: certificate.id, after: first.pageInfo.endCursor });
    expect(second.node.verifications).toMatchObject({
      nodes: [{ decision: 'UNDO' }],
      totalCount: 2,
      pageInfo: { hasNextPage: false },
    });
  });

  it('names sites of its own firm only', async () => {
    const [{ supplier, firm, certificate }, other] = [await documented(), await documented()];
    const siteIds = [firm.sites[0].id, other.firm.sites[0].id, NOBODY];
    const refused = await mutate(supplier, 'certificateUpdate', { id: certificate.id, input: { siteIds } });
    expect(codes(refused)).toEqual(['SITE_NOT_FOUND input.siteIds.1', 'SITE_NOT_FOUND input.siteIds.2']);
    const named = await done(supplier, 'certificateUpdate', {
      id: certificate.id,
      input: { siteIds: [firm.sites[0].id] },
    });
    expect(named.sites).toEqual([{ id: firm.sites[0].id }]);
  });

  it('is verified, and falls back as soon as its owner changes it', async () => {
    const { supplier, certificate } = await documented();
    const verified = await done(official, 'certificateVerify', {
      id: certificate.id,
      input: { decision: 'ACCEPT', revision: certificate.revision, note: 'Đã tra trên trang của tổ chức chứng nhận' },
    });
    expect(verified).toMatchObject({ evidence: 'VERIFIED', verifications: [{ decision: 'ACCEPT', seenRevision: 1 }] });
    const same = await done(supplier, 'certificateUpdate', {
      id: certificate.id,
      input: { number: null, validTo: '2027-12-31' },
    });
    expect(same).toMatchObject({ evidence: 'VERIFIED', revision: 1 });
    const changed = await done(supplier, 'certificateUpdate', { id: certificate.id, input: { validTo: '2028-12-31' } });
    expect(changed).toMatchObject({ evidence: 'DOCUMENTED', revision: 2, verifications: [{ decision: 'ACCEPT' }] });
    const late = await mutate(official, 'certificateVerify', {
      id: certificate.id,
      input: { decision: 'ACCEPT', revision: 1 },
    });
    expect(codes(late)).toEqual(['VERIFICATION_OUTDATED input.revision']);
    expect(codes(await mutate(official, 'certificateVerificationUndo', { id: certificate.id }))).toEqual([
      'NOTHING_TO_UNDO id',
    ]);
  });

  it('keeps its verification through withdrawal and back', async () => {
    const { supplier, certificate } = await documented();
    await done(official, 'certificateVerify', { id: certificate.id, input: { decision: 'ACCEPT' } });
    await done(supplier, 'certificateWithdraw', { id: certificate.id });
    expect((await done(supplier, 'certificateRestore', { id: certificate.id })).evidence).toBe('VERIFIED');
  });

  it('is rejected with a reason, and stands again once changed', async () => {
    const { supplier, certificate } = await documented();
    const verify = (input: object) => mutate(official, 'certificateVerify', { id: certificate.id, input });
    expect(codes(await verify({ decision: 'REJECT' }))).toEqual(['REASON_MISSING input.reasonCode']);
    expect(codes(await verify({ decision: 'REJECT', reasonCode: 'BAD' }))).toEqual(['REASON_UNKNOWN input.reasonCode']);
    expect(codes(await verify({ decision: 'REJECT', reasonCode: 'OTHER' }))).toEqual(['NOTE_MISSING input.note']);
    expect(codes(await verify({ decision: 'ACCEPT', reasonCode: 'OTHER' }))).toEqual([
      'REASON_WITHOUT_REJECTION input.reasonCode',
    ]);
    const { certificate: rejected } = await verify({ decision: 'REJECT', reasonCode: 'OTHER_HOLDER' });
    expect(rejected).toMatchObject({ state: 'REJECTED', verifications: [{ reason: { code: 'OTHER_HOLDER' } }] });
    expect(codes(await verify({ decision: 'REJECT', reasonCode: 'EXPIRED' }))).toEqual([
      'CERTIFICATE_ALREADY_REJECTED id',
    ]);
    const changed = await done(supplier, 'certificateUpdate', { id: certificate.id, input: { number: 'QMS-7' } });
    expect(changed).toMatchObject({ state: 'STANDING', evidence: 'DOCUMENTED' });
  });

  it('goes back step by step when checks are undone', async () => {
    const { certificate } = await documented();
    const undo = () => mutate(official, 'certificateVerificationUndo', { id: certificate.id });
    await done(official, 'certificateVerify', { id: certificate.id, input: { decision: 'ACCEPT' } });
    await done(official, 'certificateVerify', {
      id: certificate.id,
      input: { decision: 'REJECT', reasonCode: 'FORGED' },
    });
    expect((await undo()).certificate).toMatchObject({ state: 'STANDING', evidence: 'VERIFIED' });
    const { certificate: first } = await undo();
    expect(first).toMatchObject({ state: 'STANDING', evidence: 'DOCUMENTED' });
    expect(first.verifications.map(({ decision }: { decision: string }) => decision)).toEqual([
      'ACCEPT',
      'REJECT',
      'UNDO',
      'UNDO',
    ]);
    expect(codes(await undo())).toEqual(['NOTHING_TO_UNDO id']);
  });

  it('grades capabilities, which fall back with a change of theirs or a move of their site', async () => {
    const { supplier, firm } = await documented();
    const [{ id }] = firm.capabilities;
    const verify = (input: object) => mutate(official, 'capabilityVerify', { id, input });
    expect(codes(await verify({ grade: 'VISITED' }))).toEqual(['NOTE_MISSING input.note']);
    expect((await verify({ grade: 'VERIFIED', note: 'Hợp đồng mua máy' })).capability.evidence).toBe('VERIFIED');
    expect((await verify({ grade: 'VISITED', note: 'Đã xem tại xưởng' })).capability.evidence).toBe('VISITED');
    expect((await mutate(official, 'capabilityVerificationUndo', { id })).capability.evidence).toBe('VERIFIED');
    expect((await done(supplier, 'capabilityUpdate', { id, input: { leadTimeDays: 5 } })).evidence).toBe('DECLARED');
    await verify({ grade: 'VISITED', note: 'Đã xem lại' });
    await done(supplier, 'siteUpdate', { id: firm.sites[0].id, input: { name: 'Xưởng chính' } });
    expect((await firmOf(supplier)).capabilities[0].evidence).toBe('VISITED');
    await done(supplier, 'siteUpdate', { id: firm.sites[0].id, input: { address: 'KCN Thăng Long, Hà Nội' } });
    expect((await firmOf(supplier)).capabilities[0].evidence).toBe('DECLARED');
  });

  it('is for officials alone', async () => {
    const { supplier, certificate } = await documented();
    const { errors } = await supplier.execute(
      `mutation { certificateVerify(id: "${certificate.id}", input: { decision: ACCEPT }) { certificate { id } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(codes(await mutate(official, 'certificateVerify', { id: NOBODY, input: { decision: 'ACCEPT' } }))).toEqual([
      'CERTIFICATE_NOT_FOUND id',
    ]);
  });

  it('queues what waits for an official, with counts', async () => {
    const queue = async (filter: object) =>
      (
        await official.data(
          'query ($filter: CertificateCheckFilterInput) { certificatesToCheck(filter: $filter, first: 100) { nodes { id firm { name } } counts { unchecked expiring } } }',
          { filter },
        )
      ).certificatesToCheck;
    const before = await queue({});
    const { certificate: soon } = await documented({ validTo: '2027-01-21' });
    const { certificate: later } = await documented({ validTo: '2027-01-22' });
    const after = await queue({});
    expect(after.counts).toEqual({ unchecked: before.counts.unchecked + 2, expiring: before.counts.expiring + 1 });
    const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);
    expect(ids(await queue({ check: 'UNCHECKED' }))).toEqual(expect.arrayContaining([soon.id, later.id]));
    const expiring = ids(await queue({ check: 'EXPIRING', standard: 'iso-9001', province: '01' }));
    expect(expiring).toContain(soon.id);
    expect(expiring).not.toContain(later.id);
  });
});
