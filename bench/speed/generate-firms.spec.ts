import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import { generateFirms } from './generate-firms.js';
import { Random } from './random.js';
import { spreadOf } from './spread.js';

const taxonomy = shippedTaxonomy();
const hashOf = (count: number, seed?: number): string =>
  createHash('sha256')
    .update(JSON.stringify([...generateFirms(count, taxonomy, seed)]))
    .digest('hex');

describe('generated firms', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(hashOf(200)).toBe(hashOf(200));
    expect(hashOf(200, 1)).not.toBe(hashOf(200, 2));
  });

  it('do not depend on how many more are made', () => {
    const [few, many] = [generateFirms(20, taxonomy), generateFirms(40, taxonomy)].map((firms) => [...firms]);
    expect(many!.slice(0, 20)).toEqual(few);
  });

  it('use the taxonomy’s codes, have work at sites of their own, and are silent about much', () => {
    let silent = 0;
    for (const { sites, capabilities, certificateSites } of generateFirms(200, taxonomy)) {
      const siteIds = sites.map(({ id }) => id);
      expect(capabilities.length).toBeGreaterThan(0);
      expect(capabilities.length).toBeLessThan(7);
      for (const capability of capabilities) {
        expect(siteIds).toContain(capability['site_id']);
        expect(taxonomy.processes.get(String(capability['process_code']))).toBeDefined();
        if (capability['materials'] === null) silent += 1;
      }
      for (const covered of certificateSites) expect(siteIds).toContain(covered['site_id']);
    }
    expect(silent).toBeGreaterThan(50);
  });
});

describe('random numbers', () => {
  it('come out the same on every machine', () => {
    const random = new Random(42);
    expect([random.between(1, 1000), random.between(1, 1000), random.between(1, 1000)]).toEqual([602, 449, 853]);
  });
});

describe('spread', () => {
  it('is the median between the least and the most', () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
  });
});
