import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadTaxonomy } from './load-taxonomy.js';

const VOCABULARIES = [
  'sectors', 'processes', 'materials', 'certificateStandards', 'characteristics', 'endMarkets', 'languages', 'units',
  'administrativeUnits', 'industrialParks',
] as const; // prettier-ignore

/** `processes milling`, one a line, sorted. Lines are added to it and never taken away. */
const RELEASED = readFileSync(new URL('./released-codes.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

describe('the codes of the vocabularies', () => {
  it('never leave the files, and each is on the list of those that were ever released', () => {
    const taxonomy = loadTaxonomy();
    const there = new Set(VOCABULARIES.flatMap((name) => taxonomy[name].all.map(({ code }) => `${name} ${code}`)));
    expect(RELEASED.filter((code) => !there.has(code))).toEqual([]);
    expect([...there].filter((code) => !RELEASED.includes(code))).toEqual([]);
  });
});
