import { describe, expect, it } from '@jest/globals';
import { aCapability, MUST } from './fixtures/snapshots.js';
import { SMALL_TAXONOMY } from './fixtures/small-taxonomy.js';
import type { CapabilitySnapshot, Quantity } from '../suppliers/snapshots/firm-snapshot.js';
import { askCharacteristic, judgeCharacteristic } from './characteristic/judge.js';
import type { Judgement } from './verdict.js';
import { judgeLeadTime } from './lead-time/judge.js';
import { judgeLot } from './lot/judge.js';
import { judgeMass } from './mass/judge.js';
import { judgeRoughness } from './roughness/judge.js';
import { judgeThickness } from './thickness/judge.js';
import { askTolerance, judgeTolerance } from './tolerance/judge.js';
import type { ToleranceRequirement } from './tolerance/shape.js';
import { askVolume, judgeVolume } from './volume/judge.js';

type Case = [name: string, stated: Partial<CapabilitySnapshot>, outcome: Judgement['outcome'], margin: number | null];

describe.each<[string, (capability: CapabilitySnapshot) => Judgement, Case[]]>([
  [
    'mass of 6.5 kg',
    (capability) => judgeMass({ kg: 6.5, ...MUST }, capability),
    [
      ['within a 12 kg hammer', { maxMassKg: 12 }, 'MET', 5.5],
      ['exactly the limit', { maxMassKg: 6.5 }, 'MET', 0],
      ['over a 5 kg tempering line', { maxMassKg: 5 }, 'UNMET', -1.5],
      ['not stated', {}, 'UNKNOWN', null],
    ],
  ],
  [
    'thickness of 1.6 mm',
    (capability) => judgeThickness({ mm: 1.6, ...MUST }, capability),
    [
      ['inside the range', { thicknessMm: [0.5, 4] }, 'MET', 1.1],
      ['too thick by 0.1', { thicknessMm: [0.5, 1.5] }, 'UNMET', -0.1],
      ['too thin', { thicknessMm: [2, 16] }, 'UNMET', -0.4],
      ['not stated', {}, 'UNKNOWN', null],
    ],
  ],
  [
    'roughness Ra 1.6',
    (capability) => judgeRoughness({ raUm: 1.6, ...MUST }, capability),
    [
      ['finer', { roughnessRaUm: 0.8 }, 'MET', 0.8],
      ['coarser', { roughnessRaUm: 3.2 }, 'UNMET', -1.6],
      ['not stated', {}, 'UNKNOWN', null],
    ],
  ],
  [
    'lot of 500',
    (capability) => judgeLot({ pieces: 500, ...MUST }, capability),
    [
      ['from 100', { minLotPieces: 100 }, 'MET', 400],
      ['from 2000', { minLotPieces: 2000 }, 'UNMET', -1500],
      ['not stated', {}, 'UNKNOWN', null],
    ],
  ],
  [
    'lead time of 21 days',
    (capability) => judgeLeadTime({ days: 21, ...MUST }, capability),
    [
      ['two weeks', { leadTimeDays: 14 }, 'MET', 7],
      ['four weeks', { leadTimeDays: 28 }, 'UNMET', -7],
      ['not stated', {}, 'UNKNOWN', null],
    ],
  ],
])('%s', (_criterion, judge, cases) => {
  it.each(cases)('%s', (_name, stated, outcome, margin) => {
    expect(judge(aCapability(stated))).toMatchObject({ outcome, margin });
  });
});

describe('tolerance', () => {
  it.each<[string, ToleranceRequirement, number | null, Judgement['outcome'], number | null]>([
    ['± asked and held', { kind: 'PLUS_MINUS', toleranceMm: 0.05 }, 0.02, 'MET', 0.03],
    ['IT6 at 22 mm is ±0.0065', { kind: 'ISO_286', itGrade: 6, nominalMm: 22 }, 0.01, 'UNMET', -0.0035],
    ['IT7 at 50 mm is ±0.0125', { kind: 'ISO_286', itGrade: 7, nominalMm: 50 }, 0.0125, 'MET', 0],
    [
      'fine at 30 mm is ±0.1, without a binary hair',
      { kind: 'ISO_2768', toleranceClass: 'f', nominalMm: 30 },
      0.12,
      'UNMET',
      -0.02,
    ],
    ['a class without a value there', { kind: 'ISO_2768', toleranceClass: 'f', nominalMm: 3000 }, 0.1, 'UNKNOWN', null],
    ['nothing held', { kind: 'PLUS_MINUS', toleranceMm: 0.05 }, null, 'UNKNOWN', null],
  ])('%s', (_name, requirement, toleranceMm, outcome, margin) => {
    expect(judgeTolerance(askTolerance(requirement), aCapability({ toleranceMm }))).toMatchObject({ outcome, margin });
  });
});

describe('volume', () => {
  const judge = (perMonth: Quantity, partMassKg: number | null, monthlyCapacity: Quantity | null) =>
    judgeVolume(askVolume({ perMonth, partMassKg, ...MUST }, SMALL_TAXONOMY), aCapability({ monthlyCapacity }));

  it.each<[string, Quantity, number | null, Quantity | null, Judgement['outcome'], number | null]>([
    [
      '60 tonnes of a 1.1 kg bracket make 54545',
      { value: 20000, unit: 'pieces' },
      1.1,
      { value: 60, unit: 'tonnes' },
      'MET',
      34545,
    ],
    [
      '800 pieces against 20000',
      { value: 20000, unit: 'pieces' },
      1.1,
      { value: 800, unit: 'pieces' },
      'UNMET',
      -19200,
    ],
    [
      '110000 soles are 55000 pairs',
      { value: 60000, unit: 'pairs' },
      null,
      { value: 110000, unit: 'pieces' },
      'UNMET',
      -5000,
    ],
    ['kilograms against tonnes', { value: 25, unit: 'tonnes' }, 0.05, { value: 60000, unit: 'kg' }, 'MET', 35],
    [
      'pieces against tonnes, by the mass of the part',
      { value: 40, unit: 'tonnes' },
      6.5,
      { value: 8000, unit: 'pieces' },
      'MET',
      12,
    ],
    [
      'exactly enough, through a division that does not come out even',
      { value: 10, unit: 'pieces' },
      0.1,
      { value: 1, unit: 'kg' },
      'MET',
      0,
    ],
    [
      'tonnes of a part of unknown mass',
      { value: 20000, unit: 'pieces' },
      null,
      { value: 60, unit: 'tonnes' },
      'UNKNOWN',
      null,
    ],
    [
      'kilograms of fabric against metres',
      { value: 80000, unit: 'm' },
      null,
      { value: 30000, unit: 'kg' },
      'UNKNOWN',
      null,
    ],
    [
      'square metres of board against boards',
      { value: 20000, unit: 'pieces' },
      null,
      { value: 5000, unit: 'm2' },
      'UNKNOWN',
      null,
    ],
    ['no capacity stated', { value: 1, unit: 'pieces' }, 1, null, 'UNKNOWN', null],
  ])('%s', (_name, perMonth, partMassKg, capacity, outcome, margin) => {
    expect(judge(perMonth, partMassKg, capacity)).toMatchObject({ outcome, margin });
  });

  it('keeps what the firm stated beside the converted capacity', () => {
    expect(judge({ value: 20000, unit: 'pieces' }, 1.1, { value: 60, unit: 'tonnes' }).offered).toEqual({
      kind: 'CONVERTED',
      value: 54545,
      unit: 'pieces',
      stated: { value: 60, unit: 'tonnes' },
    });
  });
});

describe('characteristic', () => {
  const judge = (bounds: { atLeast?: number; atMost?: number }, characteristics: Record<string, number>) =>
    judgeCharacteristic(
      askCharacteristic({ code: 'layers', atLeast: null, atMost: null, ...bounds, ...MUST }, SMALL_TAXONOMY),
      aCapability({ characteristics }),
    );

  it.each<[string, { atLeast?: number; atMost?: number }, Record<string, number>, Judgement['outcome'], number | null]>(
    [
      ['eight layers where six are asked', { atLeast: 6 }, { layers: 8 }, 'MET', 2],
      ['four layers where six are asked', { atLeast: 6 }, { layers: 4 }, 'UNMET', -2],
      ['class 2 where class 1 is the most', { atMost: 1 }, { layers: 2 }, 'UNMET', -1],
      ['between two bounds', { atLeast: 2, atMost: 6 }, { layers: 4 }, 'MET', 2],
      ['stated, with no bound asked', {}, { layers: 4 }, 'MET', null],
      ['not stated', { atLeast: 6 }, { gsm: 200 }, 'UNKNOWN', null],
      ['a name every object inherits', { atLeast: 6 }, {}, 'UNKNOWN', null],
    ],
  )('%s', (_name, bounds, stated, outcome, margin) => {
    expect(judge(bounds, stated)).toMatchObject({ outcome, margin });
  });
});
