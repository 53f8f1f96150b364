import { describe, expect, it } from '@jest/globals';
import { aCapability, MUST } from '../fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../fixtures/small-taxonomy.js';
import type { Outcome, Reason } from '../verdict.js';
import { askMaterial, judgeMaterial } from './judge.js';

type Case = [name: string, asked: string[], exactGrade: boolean, claimed: string[] | null, Outcome, Reason];

describe('material', () => {
  it.each<Case>([
    ['the grade itself', ['ADC12'], false, ['ADC12'], 'MET', 'HOLDS'],
    ['the same grade by another standard', ['S45C'], true, ['C45'], 'MET', 'HOLDS'],
    ['a family that contains it', ['ADC12'], false, ['aluminium'], 'MET', 'FAMILY_CLAIM'],
    ['a family, where the exact grade was asked', ['ADC12'], true, ['aluminium'], 'UNKNOWN', 'FAMILY_CLAIM'],
    ['a family of families, "thép"', ['SPCC'], false, ['steel'], 'MET', 'FAMILY_CLAIM'],
    ['a group too wide to speak of a grade, "kim loại"', ['SPCC'], false, ['metal'], 'UNKNOWN', 'BROADER_CLAIM'],
    ['a family that contains an equivalent', ['C45'], false, ['carbon-steel'], 'MET', 'FAMILY_CLAIM'],
    ['another grade of the family', ['ADC12'], false, ['A380'], 'UNKNOWN', 'OTHER_GRADE'],
    ['a wrought grade for a cast one', ['ADC12'], false, ['A6061'], 'UNKNOWN', 'OTHER_GRADE'],
    ['another steel: stainless is not carbon steel', ['SPCC'], false, ['SUS304'], 'UNMET', 'OTHER_FAMILY'],
    ['another metal', ['ADC12'], false, ['SPCC', 'SUS304'], 'UNMET', 'OTHER_FAMILY'],
    ['one of two grades asked', ['A6061', 'ADC12'], false, ['SPCC', 'A6061'], 'MET', 'HOLDS'],
    [
      'the family claim says more than a sibling grade',
      ['ADC12'],
      true,
      ['A380', 'aluminium'],
      'UNKNOWN',
      'FAMILY_CLAIM',
    ],
    ['a family asked, a grade of it claimed', ['rubber'], false, ['natural-rubber'], 'MET', 'HOLDS'],
    ['a group asked, a grade of it claimed', ['metal'], false, ['SUS304'], 'MET', 'HOLDS'],
    ['nothing given', ['ADC12'], false, null, 'UNKNOWN', 'SILENT'],
    ['an empty list given', ['ADC12'], false, [], 'UNKNOWN', 'SILENT'],
    ['a code the taxonomy does not have', ['ADC12'], false, ['unobtainium'], 'UNMET', 'OTHER_FAMILY'],
  ])('%s', (_name, anyOf, exactGrade, materials, outcome, reason) => {
    const asked = askMaterial({ anyOf, exactGrade, ...MUST }, SMALL_TAXONOMY);
    expect(judgeMaterial(asked, aCapability({ materials }))).toMatchObject({ outcome, reason });
  });
});
