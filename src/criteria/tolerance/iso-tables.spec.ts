import { describe, expect, it } from '@jest/globals';
import { shippedTaxonomy } from '../../taxonomy/load-taxonomy.js';
import { UNIT, unitOf } from '../../taxonomy/units.js';
import { generalToleranceMm, sizesOfClass, TOLERANCE_CLASSES } from './iso-2768.js';
import { IT_GRADES, sizesOfGrade, standardToleranceMm } from './iso-286.js';
import { isInRange, rangeInSigns } from './size-range.js';

describe('ISO 286-1 standard tolerances', () => {
  it.each([
    ['IT6 of a 22 mm shaft', 6, 22, 0.013],
    ['IT7 of a 50 mm bore: 50 still belongs to 30–50', 7, 50, 0.025],
    ['IT7 just above 50 mm', 7, 50.1, 0.03],
    ['IT01 is not in the table', -1, 10, null],
    ['IT0 of a gauge', 0, 10, 0.0006],
    ['IT0 above 500 mm', 0, 600, null],
    ['IT5 of a 600 mm plate', 5, 600, 0.032],
    ['IT11 of a 3 mm pin', 11, 3, 0.06],
    ['IT14 of a 1 mm pin, where the standard has none', 14, 1, null],
    ['IT13 of a 1 mm pin', 13, 1, 0.14],
    ['IT18 of a 3150 mm beam', 18, 3150, 33],
    ['beyond 3150 mm', 7, 3151, null],
    ['half a grade', 6.5, 22, null],
    ['no size', 7, 0, null],
  ])('%s', (_name, grade, nominal, width) => {
    expect(standardToleranceMm(grade, nominal)).toBe(width);
  });

  const SIZES = [2, 5, 8, 14, 24, 40, 65, 100, 150, 200, 280, 350, 450, 550, 700, 900, 1100, 1400, 1800, 2200, 3000];

  it('widens with the grade, and with the size', () => {
    for (let grade = 1; grade <= 18; grade += 1) {
      for (const [index, size] of SIZES.entries()) {
        const width = standardToleranceMm(grade, size) as number;
        expect(width).toBeGreaterThan(grade === 1 ? 0 : (standardToleranceMm(grade - 1, size) as number));
        if (index > 0) {
          expect(width).toBeGreaterThanOrEqual(standardToleranceMm(grade, SIZES[index - 1] as number) as number);
        }
      }
    }
  });

  /** The standard's own formula: IT6 = 10i and on by the R5 series, i = 0.45·∛D + 0.001·D (D ≤ 500), I = 0.004·D + 2.1. */
  it('agrees with the formula behind the table, within its rounding (coarsest below 3 mm)', () => {
    const bounds = [
      3, 6, 10, 18, 30, 50, 80, 120, 180, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
    ];
    const factors = [10, 16, 25, 40, 64, 100, 160, 250, 400, 640, 1000, 1600, 2500];
    bounds.forEach((upTo, index) => {
      const from = index === 0 ? 1 : (bounds[index - 1] as number);
      const mean = Math.sqrt(from * upTo);
      const unit = upTo <= 500 ? 0.45 * Math.cbrt(mean) + 0.001 * mean : 0.004 * mean + 2.1;
      factors.forEach((factor, step) => {
        const width = (standardToleranceMm(6 + step, upTo) as number) * 1000;
        expect(Math.abs(width - factor * unit) / (factor * unit)).toBeLessThan(0.16);
      });
    });
  });
});

describe('ISO 2768-1 general tolerances', () => {
  it.each([
    ['fine at 6 mm: 6 still belongs to 3–6', 'f', 6, 0.05],
    ['fine at 30 mm', 'f', 30, 0.1],
    ['medium at 100 mm', 'm', 100, 0.3],
    ['coarse at 240 mm', 'c', 240, 1.2],
    ['very coarse at 4000 mm', 'v', 4000, 8],
    ['fine above 2000 mm, where there is none', 'f', 2500, null],
    ['very coarse below 3 mm, where there is none', 'v', 2, null],
    ['below 0.5 mm the drawing says', 'm', 0.4, null],
    ['above 4000 mm', 'c', 4001, null],
  ] as const)('%s', (_name, toleranceClass, nominal, deviation) => {
    expect(generalToleranceMm(toleranceClass, nominal)).toBe(deviation);
  });
});

describe('the sizes a table says it has values for', () => {
  const sizes = [0.1, 0.5, 1, 1.1, 3, 3.1, 500, 501, 2000, 2001, 3150, 3151, 4000, 4001];

  it.each([...Array(IT_GRADES.most + 1).keys()])('are those of IT%i', (grade) => {
    for (const mm of sizes) {
      const hasValue = standardToleranceMm(grade, mm) !== null;
      expect([mm, isInRange(sizesOfGrade(grade), mm)]).toEqual([mm, hasValue]);
    }
  });

  it.each(TOLERANCE_CLASSES)('are those of class %s', (toleranceClass) => {
    for (const mm of sizes) {
      const hasValue = generalToleranceMm(toleranceClass, mm) !== null;
      expect([mm, isInRange(sizesOfClass(toleranceClass), mm)]).toEqual([mm, hasValue]);
    }
  });

  it('are said in signs', () => {
    const mm = unitOf(UNIT.mm, shippedTaxonomy().units);
    expect(rangeInSigns(sizesOfGrade(7), mm)).toBe('> 0 mm, ≤ 3150 mm');
    expect(rangeInSigns(sizesOfGrade(14), mm)).toBe('> 1 mm, ≤ 3150 mm');
    expect(rangeInSigns(sizesOfClass('f'), mm)).toBe('≥ 0.5 mm, ≤ 2000 mm');
    expect(rangeInSigns(sizesOfClass('v'), mm)).toBe('> 3 mm, ≤ 4000 mm');
  });
});
