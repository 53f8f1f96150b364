import { beforeAll, describe, expect, it } from '@jest/globals';
import { shippedTaxonomy } from './load-taxonomy.js';
import { taxonomyForOneInput } from './one-input.js';
import { among } from './read-terms.js';
import type { Taxonomy } from './taxonomy.js';

describe('the words of one input', () => {
  let whole: Taxonomy;
  beforeAll(() => {
    whole = shippedTaxonomy();
  });

  const misspelt = (times: number) => Array.from({ length: times }, (_, at) => `phay CNC mililng ${at}`);

  it('mean what they mean to everyone', () => {
    const { processes, materials } = taxonomyForOneInput(whole);
    for (const word of ['đúc áp lực', 'cutting', 'CNC miling', 'xyzzy', '']) {
      const [here, there] = [processes.lookUp(word), whole.processes.lookUp(word)];
      expect([here.exact, here.nearest()]).toEqual([there.exact, there.nearest()]);
    }
    expect(materials.isWithin('aluminium', 'metal')).toBe(whole.materials.isWithin('aluminium', 'metal'));
  });

  it('are each looked up once, through any part of a vocabulary', () => {
    const { administrativeUnits } = taxonomyForOneInput(whole);
    const provinces = () => among(administrativeUnits, ({ level }) => level === 'province');
    const first = provinces().lookUp('Bac Nimh').nearest();
    for (const word of misspelt(200)) administrativeUnits.lookUp(word).nearest();
    expect(first.map(({ name }) => name)).toContain('Bắc Ninh');
    expect(provinces().lookUp('Bac Nimh').nearest()).toEqual(first);
  });

  it('come with suggestions for a hundred that are unknown, in all vocabularies together', () => {
    const { processes, materials } = taxonomyForOneInput(whole);
    const suggested = misspelt(150).filter((word) => processes.lookUp(word).nearest().length > 0);
    expect(suggested).toEqual(misspelt(100));
    expect(materials.lookUp('SUS30').nearest()).toEqual([]);
    expect(materials.lookUp('SUS304').exact).toHaveLength(1);
  });
});
