import { describe, expect, it } from '@jest/globals';
import { aCertificate, AS_OF, MUST } from '../fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../fixtures/small-taxonomy.js';
import type { EvidenceGrade } from '../../suppliers/evidence-grade.js';
import type { CertificateSnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { askCertificate, judgeCertificate } from './judge.js';
import type { Outcome, Reason } from '../verdict.js';

const WINDOW = { from: '2027-01-15', to: '2027-12-31' };

const judge = (
  certificates: Partial<CertificateSnapshot>[],
  { standard = 'ISO-9001', minEvidence = null as EvidenceGrade | null, window = WINDOW as typeof WINDOW | null } = {},
) =>
  judgeCertificate(
    askCertificate({ standard, minEvidence, ...MUST }, window, AS_OF, SMALL_TAXONOMY),
    certificates.map((certificate, index) => aCertificate({ id: `k${index + 1}`, ...certificate })),
    'site',
  );

describe('certificate', () => {
  it.each<[string, Partial<CertificateSnapshot>[], Outcome, Reason, number | null]>([
    ['covers the window with 31 days to spare', [{ validTo: '2028-01-31' }], 'MET', 'HOLDS', 31],
    ['runs out on the last day of it', [{ validTo: '2027-12-31' }], 'MET', 'HOLDS', 0],
    ['runs out in the middle', [{ validTo: '2027-06-30' }], 'UNMET', 'EXPIRED_IN_WINDOW', -184],
    ['ran out long ago', [{ validFrom: '2023-07-01', validTo: '2026-06-30' }], 'UNMET', 'EXPIRED_IN_WINDOW', -351],
    [
      'begins after the window does',
      [{ validFrom: '2027-01-25', validTo: '2029-01-24' }],
      'UNMET',
      'EXPIRED_IN_WINDOW',
      -10,
    ],
    ['follows from another standard', [{ standard: 'IATF-16949', validTo: '2028-12-31' }], 'MET', 'IMPLIED', 366],
    ['does not follow from ISO 13485', [{ standard: 'ISO-13485' }], 'UNMET', 'NOT_HELD', null],
    ['covers another site', [{ siteIds: ['other'] }], 'UNMET', 'OTHER_SITE', null],
    ['covers this site among others', [{ siteIds: ['other', 'site'] }], 'MET', 'HOLDS', 0],
    ['is not among those listed', [{ standard: 'ISO-14001' }], 'UNMET', 'NOT_HELD', null],
    ['is unknown where none is listed', [], 'UNKNOWN', 'SILENT', null],
    [
      'is covered by two in a row',
      [{ validTo: '2027-06-30' }, { validFrom: '2027-07-01', validTo: '2030-06-30' }],
      'MET',
      'HOLDS',
      912,
    ],
    [
      'is covered by two standards in a row',
      [{ validTo: '2027-06-30' }, { standard: 'IATF-16949', validFrom: '2027-06-01', validTo: '2028-01-01' }],
      'MET',
      'IMPLIED',
      1,
    ],
    [
      'misses the days between two',
      [{ validTo: '2027-06-30' }, { validFrom: '2027-07-04', validTo: '2030-06-30' }],
      'UNMET',
      'EXPIRED_IN_WINDOW',
      -3,
    ],
    ['does not say when it ends', [{ validTo: null }], 'UNKNOWN', 'DATES_NOT_STATED', null],
    ['does not say when it began', [{ validFrom: null }], 'UNKNOWN', 'DATES_NOT_STATED', null],
    ['has run out, whenever it began', [{ validFrom: null, validTo: '2027-12-01' }], 'UNMET', 'EXPIRED_IN_WINDOW', -30],
    ['was rejected by an official', [{ isRejected: true }], 'UNMET', 'REJECTED_BY_OFFICIAL', null],
    ['is held beside a rejected one', [{ isRejected: true, validTo: '2029-12-31' }, {}], 'MET', 'HOLDS', 0],
    [
      'does not follow from a rejected certificate of another standard',
      [{ standard: 'IATF-16949', isRejected: true }],
      'UNMET',
      'REJECTED_BY_OFFICIAL',
      null,
    ],
    [
      'is not made longer by a rejected one',
      [{ validTo: '2027-06-30' }, { isRejected: true, validFrom: '2027-07-01', validTo: '2030-06-30' }],
      'UNMET',
      'EXPIRED_IN_WINDOW',
      -184,
    ],
    [
      'is not among those listed, of which the only one was rejected',
      [{ standard: 'ISO-14001', isRejected: true }],
      'UNMET',
      'NOT_HELD',
      null,
    ],
    ['is sure by another, dated certificate', [{ validTo: null }, { validTo: '2028-01-01' }], 'MET', 'HOLDS', 1],
  ])('%s', (_name, certificates, outcome, reason, margin) => {
    expect(judge(certificates)).toMatchObject({ outcome, reason, margin });
  });

  it('does not take ISO 9001 for IATF 16949', () => {
    expect(judge([{}], { standard: 'IATF-16949' })).toMatchObject({ outcome: 'UNMET', reason: 'NOT_HELD' });
  });

  it('shows what was rejected, and rests on nothing', () => {
    expect(judge([{ isRejected: true, evidence: 'VERIFIED' }])).toMatchObject({
      evidence: null,
      offered: { standards: ['ISO-9001'], evidence: null },
      refs: { certificateIds: ['k1'] },
    });
  });

  it('asks for evidence before it asks for dates', () => {
    const declared = { evidence: 'DECLARED', validTo: '2027-06-30' } as const;
    expect(judge([declared], { minEvidence: 'DOCUMENTED' })).toMatchObject({
      outcome: 'UNMET',
      reason: 'WEAK_EVIDENCE',
      margin: null,
    });
    expect(judge([declared, { evidence: 'VERIFIED' }], { minEvidence: 'DOCUMENTED' })).toMatchObject({
      outcome: 'MET',
      evidence: 'VERIFIED',
      refs: { certificateIds: ['k2'] },
    });
  });

  it('is judged on the day of the run where the buyer gave no delivery', () => {
    expect(judge([{ validTo: AS_OF }], { window: null })).toMatchObject({ outcome: 'MET', margin: 0 });
    expect(judge([{ validTo: '2026-11-21' }], { window: null })).toMatchObject({ outcome: 'UNMET', margin: -1 });
  });
});
