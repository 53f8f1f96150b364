import { describe, expect, it } from '@jest/globals';
import { shippedTaxonomy } from './load-taxonomy.js';
import { converted, unitNamed, unitOf } from './units.js';

const taxonomy = shippedTaxonomy();
const unit = (code: string) => unitOf(code, taxonomy.units);

describe('a value in another unit', () => {
  it.each([
    [0.1, 'inch', 'mm', 2.54],
    [20, 'um', 'mm', 0.02],
    [0.0016, 'mm', 'um', 1.6],
    [60, 'km', 'mm', 60_000_000],
    [10, 'yd', 'm', 9.144],
    [1, 'tonnes', 'lb', 2204.62262185],
    [2, 'dozen', 'pieces', 24],
    [7, 'pieces', 'pairs', 3],
    [5, 'pairs', 'pieces', 10],
  ])('%s %s is %s: %s', (value, from, to, expected) => {
    expect(converted(value, unit(from), unit(to))).toBe(expected);
  });

  it('goes from mass to pieces, whole ones, only where the mass of a piece is known', () => {
    expect(converted(60, unit('tonnes'), unit('pieces'), 1.1)).toBe(54_545);
    expect(converted(1000, unit('pieces'), unit('tonnes'), 2)).toBe(2);
    expect(converted(60, unit('tonnes'), unit('pieces'))).toBeNull();
    expect(converted(60, unit('m2'), unit('kg'), 1.1)).toBeNull();
  });
});

describe('a word for a unit', () => {
  it.each([
    ['µm', 'length', 'um'],
    ['μm', 'length', 'um'],
    ['MM', 'length', 'mm'],
    ['in', 'length', 'inch'],
    ['m', 'length', 'm'],
    ['ミリ', 'length', 'mm'],
    ['t', 'mass', 'tonnes'],
    ['tấn', 'mass', 'tonnes'],
    ['kg', 'length', undefined],
    ['gang tay', 'length', undefined],
  ] as const)('%s of %s is %s', (word, dimension, code) => {
    expect(unitNamed(word, dimension, taxonomy)?.code).toBe(code);
  });
});

describe('the units of a dimension', () => {
  it('convert to their first, whose factor is 1', () => {
    const first = new Map<string, number>();
    for (const { dimension, factor } of taxonomy.units.all) if (!first.has(dimension)) first.set(dimension, factor);
    expect([...first].filter(([, factor]) => factor !== 1)).toEqual([]);
  });
});
