import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MissingNumberError } from '../criteria/numbers.js';
import { aCapability, aCertificate, aFirm, aLine, AS_OF, aSite, MUST } from './fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../criteria/fixtures/small-taxonomy.js';
import { matchLine } from './match-line.js';

/** A firm that is fit for all that is asked: whatever comes out other than that comes from a number taken away. */

const CHARACTERISTIC = SMALL_TAXONOMY.characteristics.all[0]!.code;
const POINT = { latitude: 21, longitude: 105.8 };

const everything = () => ({
  line: aLine({
    requirements: {
      size: { sidesMm: [30, 20, 10], ...MUST },
      mass: { kg: 1, ...MUST },
      thickness: { mm: 2, ...MUST },
      tolerance: { kind: 'PLUS_MINUS', toleranceMm: 0.1, ...MUST },
      roughness: { raUm: 1.6, ...MUST },
      lot: { pieces: 500, ...MUST },
      volume: { perMonth: { value: 1000, unit: 'pieces' }, partMassKg: 1, ...MUST },
      leadTime: { days: 30, ...MUST },
      place: { coordinates: { ...POINT }, maxKm: 50, provinceCodes: [], ...MUST },
      characteristics: [{ code: CHARACTERISTIC, atLeast: 1, atMost: 9, ...MUST }],
      certificates: [{ standard: 'ISO-9001', minEvidence: null, ...MUST }],
    },
  }),
  firm: aFirm({
    sites: [aSite({ coordinates: { ...POINT } })],
    capabilities: [
      aCapability({
        maxSizeMm: [300, 200, 100],
        maxMassKg: 10,
        thicknessMm: [1, 5],
        toleranceMm: 0.01,
        roughnessRaUm: 0.8,
        minLotPieces: 100,
        monthlyCapacity: { value: 5000, unit: 'pieces' },
        leadTimeDays: 10,
        characteristics: { [CHARACTERISTIC]: 5 },
      }),
    ],
    certificates: [aCertificate()],
  }),
});

/** Where a number stands, whose criterion needs it, and whether leaving it out with `null` has a meaning. */
const NUMBERS: [path: string, criterion: string, mayBeNull: boolean][] = [
  ['line.requirements.size.sidesMm.1', 'size', false],
  ['line.requirements.mass.kg', 'mass', false],
  ['line.requirements.thickness.mm', 'thickness', false],
  ['line.requirements.tolerance.toleranceMm', 'tolerance', false],
  ['line.requirements.roughness.raUm', 'roughness', false],
  ['line.requirements.lot.pieces', 'lot', false],
  ['line.requirements.volume.perMonth.value', 'volume', false],
  ['line.requirements.volume.partMassKg', 'volume', true],
  ['line.requirements.leadTime.days', 'leadTime', false],
  ['line.requirements.place.maxKm', 'place', true],
  ['line.requirements.place.coordinates.latitude', 'place', false],
  ['line.requirements.characteristics.0.atLeast', `characteristic:${CHARACTERISTIC}`, true],
  ['line.requirements.characteristics.0.atMost', `characteristic:${CHARACTERISTIC}`, true],
  ['firm.sites.0.coordinates.longitude', 'place', false],
  ['firm.capabilities.0.maxSizeMm', 'size', true],
  ['firm.capabilities.0.maxSizeMm.2', 'size', false],
  ['firm.capabilities.0.maxMassKg', 'mass', true],
  ['firm.capabilities.0.thicknessMm', 'thickness', true],
  ['firm.capabilities.0.thicknessMm.0', 'thickness', false],
  ['firm.capabilities.0.toleranceMm', 'tolerance', true],
  ['firm.capabilities.0.roughnessRaUm', 'roughness', true],
  ['firm.capabilities.0.minLotPieces', 'lot', true],
  ['firm.capabilities.0.monthlyCapacity', 'volume', true],
  ['firm.capabilities.0.monthlyCapacity.value', 'volume', false],
  ['firm.capabilities.0.leadTimeDays', 'leadTime', true],
  [`firm.capabilities.0.characteristics.${CHARACTERISTIC}`, `characteristic:${CHARACTERISTIC}`, false],
  ['firm.certificates.0.validFrom', 'certificate', true],
  ['firm.certificates.0.validTo', 'certificate', true],
];

const matchWith = (path: string, value: unknown) => {
  const input = everything();
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = input as unknown as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
  return matchLine(input.line, [input.firm], SMALL_TAXONOMY, AS_OF)[0]!;
};

describe('a number that is missing', () => {
  it('is missed: with all numbers there, everything is met', () => {
    const { line, firm } = everything();
    const [match] = matchLine(line, [firm], SMALL_TAXONOMY, AS_OF);
    expect(match!.verdicts.filter(({ outcome }) => outcome !== 'MET')).toEqual([]);
  });

  it('stops the matching with the names of the criterion and the field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), fc.constantFrom(NaN, undefined), ([path, criterion], nothing) => {
        const thrown = thrownBy(() => matchWith(path, nothing));
        expect(thrown).toBeInstanceOf(MissingNumberError);
        expect((thrown as MissingNumberError).criterion).toBe(criterion);
        expect((thrown as MissingNumberError).message).toMatch(/needs a number in \w+\.\w+/);
      }),
      { numRuns: 400 },
    );
  });

  it('is never short where it was left out with null', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), ([path, , mayBeNull]) => {
        if (!mayBeNull) expect(() => matchWith(path, null)).toThrow(MissingNumberError);
        else expect(matchWith(path, null).verdicts.filter(({ outcome }) => outcome === 'UNMET')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
