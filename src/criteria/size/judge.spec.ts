import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCapability, MUST } from '../fixtures/snapshots.js';
import { askSize, judgeSize, longestFirst } from './judge.js';

type Sides = [number, number, number];
const judge = (part: Sides, limits: Sides | null) =>
  judgeSize(askSize({ sidesMm: part, ...MUST }), aCapability({ maxSizeMm: limits }));

describe('size', () => {
  it.each<[string, Sides, Sides, 'MET' | 'UNMET', number]>([
    ['a bracket well within the press', [280, 160, 90], [450, 350, 250], 'MET', 160],
    ['a cabinet that fits when turned', [450, 900, 1800], [2500, 1250, 600], 'MET', 150],
    ['a part exactly as large as the bed', [400, 300, 200], [200, 400, 300], 'MET', 0],
    ['a housing longer than the mill', [180, 320, 220], [200, 150, 100], 'UNMET', -120],
    ['a board too tall for the line', [180, 120, 18], [330, 250, 15], 'UNMET', -3],
  ])('%s', (_name, part, limits, outcome, margin) => {
    expect(judge(part, limits)).toMatchObject({ outcome, margin, unit: 'mm' });
  });

  it('says nothing of a firm that gave no size', () => {
    expect(judge([1, 1, 1], null)).toMatchObject({ outcome: 'UNKNOWN', reason: 'SILENT', offered: null });
  });

  const side = fc.integer({ min: 1, max: 5000 });
  const sides = fc.tuple(side, side, side);
  const turned = ([a, b, c]: Sides): Sides[] => [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];

  it('does not depend on how the part or the limits are turned', () => {
    fc.assert(
      fc.property(sides, sides, (part, limits) => {
        const { outcome, margin } = judge(part, limits);
        for (const partTurned of turned(part)) {
          for (const limitsTurned of turned(limits)) {
            expect(judge(partTurned, limitsTurned)).toMatchObject({ outcome, margin });
          }
        }
      }),
    );
  });

  it('is met exactly when some way of turning the part fits', () => {
    fc.assert(
      fc.property(sides, sides, (part, limits) => {
        const fits = turned(part).some((way) => way.every((length, index) => length <= (limits[index] as number)));
        expect(judge(part, limits).outcome).toBe(fits ? 'MET' : 'UNMET');
      }),
    );
  });

  it('sorts sides longest first', () => {
    fc.assert(fc.property(sides, (any) => expect(longestFirst(any)).toEqual([...any].sort((a, b) => b - a))));
  });
});
