import type { Stored } from '../../src/platform/database/stored-shape.js';

interface Written {
  stored: Stored;
  reads: unknown;
}

const REQUIREMENTS = {
  material: { anyOf: ['ADC12'], exactGrade: false, level: 'MUST' },
  size: { sidesMm: [254, 80, 40], level: 'MUST' },
  mass: { kg: 1.2, level: 'PREFERENCE', weight: 2 },
  tolerance: { kind: 'ISO_286', itGrade: 9, nominalMm: 254, level: 'MUST' },
  volume: { perMonth: { value: 12, unit: 'tonnes' }, partMassKg: null, level: 'MUST' },
  place: { coordinates: { latitude: 21.03, longitude: 105.85 }, maxKm: 60, provinceCodes: ['01'], level: 'MUST' },
  certificates: [{ standard: 'ISO-9001', minEvidence: 'VERIFIED', level: 'MUST' }],
  characteristics: [{ code: 'layers', atLeast: 4, atMost: null, level: 'MUST' }],
  deliveryWindow: { from: '2026-03-01', to: '2026-09-30' },
};
const OPERATIONS = [
  { process: 'die-casting', ownOnly: false },
  { process: 'milling', ownOnly: true },
];
const DELIVERY_PLACE = { words: 'KCN Thăng Long', coordinates: { latitude: 21.13, longitude: 105.78 } };
const WORDS = {
  ...{ id: '0190aaaa-0000-7000-8000-000000000001', position: 1, title: 'Giá đỡ', partNumber: 'BR-7' },
  ...{ drawingNumber: null, hsCode: '8708', description: null },
};
const FRAME = { title: 'Phụ tùng', description: null, excludedTaxCodes: ['0100109106'] };

const asIs = (value: unknown): Written[] => [{ stored: { v: 1, value }, reads: value }];

/**
 * Rows as each version of a shape has written them, oldest first. What a release has written stays here as it is; a new
 * version adds its row, and what an earlier one reads as may change with it.
 */
export const AS_WRITTEN: Record<string, Written[]> = {
  'request_line.operations': asIs(OPERATIONS),
  'request_line.requirements': asIs(REQUIREMENTS),
  'request_line.delivery_place': asIs(DELIVERY_PLACE),
  'request_revision.content': [
    {
      stored: {
        v: 1,
        value: {
          ...FRAME,
          lines: [
            {
              ...WORDS,
              operations: { v: 1, value: OPERATIONS },
              requirements: { v: 1, value: REQUIREMENTS },
              deliveryPlace: { v: 1, value: DELIVERY_PLACE },
            },
          ],
        },
      },
      reads: {
        ...FRAME,
        lines: [{ ...WORDS, operations: OPERATIONS, requirements: REQUIREMENTS, deliveryPlace: DELIVERY_PLACE }],
      },
    },
  ],
  'site.stated_place': asIs({ industrialPark: 'thang-long', province: '01' }),
  'capability.characteristics': asIs({ layers: 8, ipcClass: 3 }),
  'verification.seen': asIs({
    ...{ id: '0190aaaa-0000-7000-8000-000000000002', standardCode: 'ISO-9001', validTo: '2027-01-31' },
    ...{ revision: 2, evidence: 'DOCUMENTED', state: 'STANDING', evidenceFileId: null, siteIds: [] },
  }),
  'match_run.weights': asIs({ must: 3 }),
  'match_run.counts': asIs({ ELIGIBLE: 3, TO_CONFIRM: 12, NEAR_MISS: 4, UNSUITABLE: 81 }),
  'match.teaser': asIs({
    materials: ['aluminium'],
    volume: { atLeast: 10_000, below: 100_000, unit: 'pieces' },
    region: 'NORTHERN_VIETNAM',
  }),
  'review_decision.seen': asIs({
    runId: '0190aaaa-0000-7000-8000-000000000003',
    ...{ eligibility: 'ELIGIBLE', confirmed: 0.8, potential: 1, evidence: 'DECLARED' },
    outcomes: { 'process:1': 'met', size: 'unknown' },
  }),
};
