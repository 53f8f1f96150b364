import { describe, expect, it } from '@jest/globals';
import { aFirm, aSite, MUST } from './fixtures/snapshots.js';
import type { FirmSnapshot } from '../suppliers/snapshots/firm-snapshot.js';
import type { Outcome } from './verdict.js';
import type { Asked } from './criterion.js';
import { endMarket } from './end-market/index.js';
import { languages } from './languages/index.js';
import { greatCircleKm, judgePlace } from './place/judge.js';

const THANG_LONG = { latitude: 21.13, longitude: 105.78 };
const QUANG_MINH = { latitude: 21.194, longitude: 105.763 };
const KHANH_PHU = { latitude: 20.23, longitude: 106.01 };

describe('place', () => {
  it('measures the great circle', () => {
    expect(greatCircleKm(THANG_LONG, THANG_LONG)).toBe(0);
    // One degree of latitude on a sphere of the mean radius.
    expect(greatCircleKm({ latitude: 20, longitude: 105 }, { latitude: 21, longitude: 105 })).toBeCloseTo(111.195, 2);
    expect(greatCircleKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20015.1, 0);
  });

  const near = { coordinates: THANG_LONG, maxKm: 60, provinceCodes: [], ...MUST };
  it.each<[string, Parameters<typeof judgePlace>[0], Parameters<typeof aSite>[0], Outcome, number | null]>([
    ['the next park', near, { coordinates: QUANG_MINH }, 'MET', 52.7],
    ['another province far south', near, { coordinates: KHANH_PHU }, 'UNMET', -42.9],
    ['a site without coordinates', near, {}, 'UNKNOWN', null],
    [
      'a delivery place without coordinates',
      { ...near, coordinates: null },
      { coordinates: QUANG_MINH },
      'UNKNOWN',
      null,
    ],
    ['a province named', { ...near, maxKm: null, provinceCodes: ['01', '24'] }, { provinceCode: '01' }, 'MET', null],
    ['a province not named', { ...near, maxKm: null, provinceCodes: ['24'] }, { provinceCode: '01' }, 'UNMET', null],
    ['a site of unknown province', { ...near, maxKm: null, provinceCodes: ['24'] }, {}, 'UNKNOWN', null],
    [
      'near enough but in another province',
      { ...near, provinceCodes: ['24'] },
      { provinceCode: '01', coordinates: QUANG_MINH },
      'UNMET',
      null,
    ],
  ])('%s', (_name, requirement, site, outcome, margin) => {
    expect(judgePlace(requirement, aSite(site))).toMatchObject({ outcome, margin });
  });
});

describe('languages and end market', () => {
  const asked = { anyOf: ['en', 'ja'], ...MUST };
  const judge = ([one]: Asked[], firm: Partial<FirmSnapshot>): Outcome | null =>
    one?.extent === 'FIRM' ? one.judge(aFirm(firm)).outcome : null;

  it.each<[string, string[] | null, Outcome]>([
    ['one of those asked', ['vi', 'ja'], 'MET'],
    ['none of those asked', ['vi'], 'UNMET'],
    ['not given', null, 'UNKNOWN'],
    ['an empty list', [], 'UNKNOWN'],
  ])('%s', (_name, stated, outcome) => {
    expect(judge(languages.ask({ languages: asked }), { languages: stated })).toBe(outcome);
    expect(judge(endMarket.ask({ endMarkets: asked }), { endMarkets: stated })).toBe(outcome);
  });
});
