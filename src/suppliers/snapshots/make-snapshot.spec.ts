import { describe, expect, it } from '@jest/globals';
import { type Capability, CAPABILITY_COLUMNS } from '../capability.entity.js';
import type { In } from './columns.js';
import { BrokenRow, type CapabilityRow, capabilitySnapshot } from './make-snapshot.js';

const ROW: CapabilityRow = {
  id: 'c',
  siteId: 's',
  processCode: 'die-casting',
  isOwn: null,
  materials: null,
  maxSizeMm: null,
  maxMassKg: 8,
  toleranceMm: null,
  roughnessRaUm: null,
  thicknessMinMm: null,
  thicknessMaxMm: null,
  minLotPieces: null,
  monthlyCapacity: 0,
  monthlyCapacityUnit: 'tonnes',
  leadTimeDays: null,
  characteristics: { v: 1, value: {} },
  evidence: 'DECLARED',
};

describe('the snapshot of a capability', () => {
  it('keeps null what was left empty, and nought where it was said', () => {
    expect(capabilitySnapshot(ROW)).toMatchObject({
      maxMassKg: 8,
      toleranceMm: null,
      monthlyCapacity: { value: 0, unit: 'tonnes' },
    });
  });

  it.each([
    ['a column that was not read', { maxMassKg: undefined }],
    ['a number that is none', { toleranceMm: Number.NaN }],
    ['a number that came as text', { leadTimeDays: '20' }],
    ['an amount without its unit', { monthlyCapacityUnit: null }],
    ['a unit without its amount', { monthlyCapacity: null }],
    ['half a range', { thicknessMinMm: 1 }],
    ['two sides of three', { maxSizeMm: [1, 2] }],
    ['a side that is missing', { maxSizeMm: [1, null, 3] }],
    ['a characteristic without its number', { characteristics: { v: 1, value: { axes: null } } }],
  ])('is not made of %s', (_, broken) => {
    expect(() => capabilitySnapshot({ ...ROW, ...broken } as never)).toThrow(BrokenRow);
  });
});

describe('the snapshot of a capability with a stored shape', () => {
  it('says which table and version it cannot read', () => {
    const newer = { ...ROW, characteristics: { v: 2, value: [] } };
    expect(() => capabilitySnapshot(newer)).toThrow('capability.characteristics is of version 2');
  });
});

describe('the columns of a snapshot', () => {
  it('do not compile where a new one was forgotten', () => {
    type Grown = Record<keyof (Capability & { hardnessHrc: number }), 'in' | { leftOut: string }>;
    // @ts-expect-error a capability that gained a column is not the one the snapshot knows
    const forgotten: Grown = CAPABILITY_COLUMNS;
    expect(forgotten).not.toHaveProperty('hardnessHrc');
  });

  it('do not compile where one that is in goes nowhere', () => {
    type Grown = Omit<typeof CAPABILITY_COLUMNS, 'machines'> & { machines: 'in' };
    const row: In<Capability, Grown> = { ...ROW, characteristics: {}, machines: null };
    const { machines, ...rest } = row;
    // @ts-expect-error what is left of a row must be nothing
    const nothing: Record<string, never> = { machines };
    expect([nothing, rest]).toEqual([{ machines: null }, { ...ROW, characteristics: {} }]);
  });

  it('say why they are left out', () => {
    const reasons = Object.values(CAPABILITY_COLUMNS).flatMap((column) => (column === 'in' ? [] : [column.leftOut]));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => reason.trim() === '')).toEqual([]);
  });
});
