import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { measured, NO_REFS, type Judgement, type Stated, type Verdict } from '../criteria/verdict.js';
import { shippedTaxonomy } from '../taxonomy/load-taxonomy.js';
import { DICTIONARY_1 } from './findings-dictionary-1.js';
import { readFindings, storeFindings } from './findings.js';
import { sentencesIn } from './sentences.js';

const finding = (judgement: Judgement): Verdict => ({ criterion: 'roughness', level: 'MUST', weight: 1, ...judgement });
const asked = (unit: string): Stated => ({ kind: 'QUANTITY', value: 0.8, unit });
const offered = (unit: string): Stated => ({ kind: 'QUANTITY', value: 1.6, unit });
const roughness = (unit: string) => finding(measured(asked(unit), offered(unit), -0.8, unit, 'DECLARED', NO_REFS));
const assignment = { operations: [], siteIds: [] };

describe('stored findings', () => {
  it('of the first version, which wrote signs for units, are read with the codes of the taxonomy', () => {
    const json = JSON.stringify({ verdicts: [roughness('µm')], assignment });
    const bytes = deflateRawSync(json, { dictionary: Buffer.from(DICTIONARY_1), level: 6 });
    const { verdicts, gaps } = readFindings(bytes, 1);
    expect(verdicts).toEqual([roughness('um')]);
    expect(gaps).toMatchObject([{ short: 0.8, unit: 'um' }]);
    expect(sentencesIn('vi', shippedTaxonomy()).verdict(verdicts[0]!)).toBe(
      'Độ nhám Ra 1,6 µm, thô hơn 0,8 µm so với yêu cầu Ra 0,8 µm',
    );
  });

  it('of today are read as they were written', () => {
    const { bytes, version } = storeFindings({ verdicts: [roughness('um')], assignment });
    expect(readFindings(bytes, version).verdicts).toEqual([roughness('um')]);
  });

  it('of a newer build are an error', () => {
    expect(() => readFindings(Buffer.alloc(0), 3)).toThrow('newer build');
  });
});
