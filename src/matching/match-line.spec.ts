import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../criteria/verdict.js';
import { aCapability, aCertificate, aFirm, aLine, AS_OF, aSite, MUST, prefer } from './fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../criteria/fixtures/small-taxonomy.js';
import { matchLine, type LineMatch } from './match-line.js';
import type { FirmSnapshot, LineSnapshot } from './matching-input.js';

/** Rules about where things are judged, each on the smallest firm that shows it. */

function match(line: LineSnapshot, firm: FirmSnapshot): LineMatch {
  const [only] = matchLine(line, [firm], SMALL_TAXONOMY, AS_OF);
  if (only === undefined) throw new Error('the firm was left out');
  return only;
}
const outcomes = ({ verdicts }: LineMatch): Record<string, Outcome> =>
  Object.fromEntries(verdicts.map(({ criterion, outcome }) => [criterion, outcome]));

const TWO_SITES = [
  aSite({ id: 'hanoi', coordinates: { latitude: 21.13, longitude: 105.78 } }),
  aSite({ id: 'ninhbinh', coordinates: { latitude: 20.23, longitude: 106.01 } }),
];
const NEAR_HANOI = { coordinates: { latitude: 21.13, longitude: 105.78 }, maxKm: 60, provinceCodes: [] };

describe('where a line is judged', () => {
  it('leaves out a firm with nothing in any branch of the line', () => {
    const firm = aFirm({ capabilities: [aCapability({ process: 'sole-moulding' })] });
    expect(matchLine(aLine(), [firm], SMALL_TAXONOMY, AS_OF)).toEqual([]);
  });

  it('asks material, size and volume of every operation: the weakest decides', () => {
    const line = aLine({
      processes: ['die-casting', 'milling'],
      requirements: {
        size: { sidesMm: [240, 200, 60], ...MUST },
        volume: { perMonth: { value: 2000, unit: 'pieces' }, partMassKg: null, ...MUST },
      },
    });
    const firm = aFirm({
      capabilities: [
        aCapability({
          id: 'cast',
          process: 'die-casting',
          maxSizeMm: [500, 400, 300],
          monthlyCapacity: { value: 9000, unit: 'pieces' },
        }),
        aCapability({ id: 'mill', maxSizeMm: [200, 200, 100], monthlyCapacity: { value: 1500, unit: 'pieces' } }),
      ],
    });
    const { eligibility, gaps, verdicts } = match(line, firm);
    expect(eligibility).toBe('NEAR_MISS');
    expect(gaps).toEqual([
      { criterion: 'size', short: 40, unit: 'mm', closes: 'EQUIPMENT' },
      { criterion: 'volume', short: 500, unit: 'pieces', closes: 'CAPACITY' },
    ]);
    expect(verdicts.find(({ criterion }) => criterion === 'size')?.refs.capabilityId).toBe('mill');
  });

  it('asks tolerance of the last operation that shapes the part, not of the coating after it', () => {
    const line = aLine({
      processes: ['die-casting', 'milling', 'anodising'],
      requirements: {
        tolerance: { kind: 'PLUS_MINUS', toleranceMm: 0.05, ...MUST },
        roughness: { raUm: 1.6, ...MUST },
      },
    });
    const firm = aFirm({
      capabilities: [
        aCapability({ id: 'a', process: 'die-casting', toleranceMm: 0.5 }),
        aCapability({ id: 'b', toleranceMm: 0.02, roughnessRaUm: 0.8 }),
        aCapability({ id: 'c', process: 'anodising', toleranceMm: 0.3, roughnessRaUm: 3.2 }),
      ],
    });
    expect(outcomes(match(line, firm))).toMatchObject({ tolerance: 'MET', roughness: 'MET' });
    const withoutMilling = { ...firm, capabilities: firm.capabilities.filter(({ id }) => id !== 'b') };
    expect(outcomes(match(line, withoutMilling))).toMatchObject({
      'process:2': 'UNMET',
      tolerance: 'UNKNOWN',
      roughness: 'UNKNOWN',
    });
  });

  it('judges a characteristic where it is stated', () => {
    const line = aLine({
      processes: ['die-casting', 'milling'],
      requirements: { characteristics: [{ code: 'layers', atLeast: 4, atMost: null, ...MUST }] },
    });
    const stating = (cast: Record<string, number>, mill: Record<string, number>) =>
      aFirm({
        capabilities: [
          aCapability({ id: 'a', process: 'die-casting', characteristics: cast }),
          aCapability({ id: 'b', characteristics: mill }),
        ],
      });
    expect(outcomes(match(line, stating({ layers: 6 }, {})))).toMatchObject({ 'characteristic:layers': 'MET' });
    expect(outcomes(match(line, stating({ layers: 6 }, { layers: 2 })))).toMatchObject({
      'characteristic:layers': 'UNMET',
    });
    expect(outcomes(match(line, stating({}, {})))).toMatchObject({ 'characteristic:layers': 'UNKNOWN' });
  });

  it('counts a certificate only at the site that would do the work', () => {
    const line = aLine({
      requirements: { certificates: [{ standard: 'ISO-9001', minEvidence: null, ...MUST }] },
    });
    const firm = aFirm({
      sites: TWO_SITES,
      capabilities: [aCapability({ siteId: 'ninhbinh' })],
      certificates: [aCertificate({ siteIds: ['hanoi'] })],
    });
    expect(match(line, firm).gaps).toEqual([
      { criterion: 'certificate:ISO-9001', short: null, unit: null, closes: 'PAPERWORK' },
    ]);
    const everywhere = { ...firm, certificates: [aCertificate({ siteIds: [] })] };
    expect(match(line, everywhere).eligibility).toBe('ELIGIBLE');
  });

  it('takes a broader claim as it stands', () => {
    const line = aLine({ processes: ['milling-5-axis'], requirements: { mass: { kg: 20, ...MUST } } });
    const firm = aFirm({ capabilities: [aCapability({ process: 'machining', maxMassKg: 8 })] });
    expect(outcomes(match(line, firm))).toEqual({ 'process:1': 'UNKNOWN', mass: 'UNMET' });
  });
});

describe('assignments', () => {
  it('keeps to one site where a site answers everything, though a better mix exists', () => {
    const line = aLine({
      processes: ['die-casting', 'milling'],
      requirements: { mass: { kg: 5, ...MUST } },
    });
    const firm = aFirm({
      sites: TWO_SITES,
      capabilities: [
        aCapability({ id: 'cast-hanoi', siteId: 'hanoi', process: 'die-casting', maxMassKg: 10 }),
        aCapability({ id: 'mill-hanoi', siteId: 'hanoi', maxMassKg: 4 }),
        aCapability({ id: 'mill-ninhbinh', siteId: 'ninhbinh', maxMassKg: 10 }),
      ],
    });
    const result = match(line, firm);
    expect(result.siteIds).toEqual(['hanoi']);
    expect(result.gaps).toEqual([{ criterion: 'mass', short: 1, unit: 'kg', closes: 'EQUIPMENT' }]);
  });

  it('goes over the sites where none answers everything, and asks place and certificates of each', () => {
    const line = aLine({
      processes: ['die-casting', 'milling'],
      requirements: {
        place: { ...NEAR_HANOI, ...prefer(1) },
        certificates: [{ standard: 'ISO-9001', minEvidence: null, ...MUST }],
      },
    });
    const firm = aFirm({
      sites: TWO_SITES,
      capabilities: [
        aCapability({ id: 'cast', siteId: 'ninhbinh', process: 'die-casting' }),
        aCapability({ id: 'mill', siteId: 'hanoi' }),
      ],
      certificates: [aCertificate({ siteIds: ['hanoi'] })],
    });
    const result = match(line, firm);
    expect(result.siteIds).toEqual(['hanoi', 'ninhbinh']);
    expect(outcomes(result)).toEqual({
      'process:1': 'MET',
      'process:2': 'MET',
      place: 'UNMET',
      'certificate:ISO-9001': 'UNMET',
    });
  });

  it('chooses the site and the machine at which the firm does best', () => {
    const line = aLine({
      requirements: { material: { anyOf: ['A6061'], exactGrade: false, ...MUST }, mass: { kg: 5, ...MUST } },
    });
    const firm = aFirm({
      sites: TWO_SITES,
      capabilities: [
        aCapability({ id: 'steel', siteId: 'hanoi', materials: ['SPCC'], maxMassKg: 100 }),
        aCapability({ id: 'small', siteId: 'hanoi', materials: ['A6061'], maxMassKg: 3 }),
        aCapability({ id: 'silent', siteId: 'ninhbinh', materials: ['A6061'] }),
      ],
    });
    const result = match(line, firm);
    expect(result.assignment.operations).toEqual([{ operation: 1, capabilityId: 'silent', siteId: 'ninhbinh' }]);
    expect(result.eligibility).toBe('TO_CONFIRM');
  });

  it('is judged on the machine that comes nearest where none fits', () => {
    const line = aLine({ requirements: { mass: { kg: 100, ...MUST } } });
    const firm = aFirm({
      capabilities: [
        aCapability({ id: 'a', maxMassKg: 10 }),
        aCapability({ id: 'b', maxMassKg: 80 }),
        aCapability({ id: 'c', maxMassKg: 60 }),
      ],
    });
    expect(match(line, firm).gaps[0]).toMatchObject({ criterion: 'mass', short: 20 });
  });

  it('knows nothing technical of a firm with only a sibling, and judges the rest where that is', () => {
    const line = aLine({
      processes: ['sand-casting'],
      requirements: {
        mass: { kg: 5, ...MUST },
        place: { ...NEAR_HANOI, ...MUST },
        certificates: [{ standard: 'ISO-9001', minEvidence: null, ...MUST }],
      },
    });
    const firm = aFirm({
      sites: TWO_SITES,
      capabilities: [
        aCapability({ id: 'cast', siteId: 'ninhbinh', process: 'die-casting', maxMassKg: 10 }),
        aCapability({ id: 'mill', siteId: 'hanoi' }),
      ],
      certificates: [aCertificate({ siteIds: ['hanoi'] })],
    });
    const result = match(line, firm);
    expect(result.siteIds).toEqual(['ninhbinh']);
    expect(outcomes(result)).toEqual({
      'process:1': 'UNMET',
      mass: 'UNKNOWN',
      place: 'UNMET',
      'certificate:ISO-9001': 'UNMET',
    });
  });

  it('judges nothing on work done elsewhere where own work is asked', () => {
    const line = aLine({
      operations: [{ process: 'milling', ownOnly: true }],
      requirements: { mass: { kg: 5, ...MUST } },
    });
    const firm = aFirm({ capabilities: [aCapability({ isOwn: false, maxMassKg: 10 })] });
    const result = match(line, firm);
    expect(outcomes(result)).toEqual({ 'process:1': 'UNMET', mass: 'UNKNOWN' });
    expect(result.verdicts[0]?.reason).toBe('SUBCONTRACTED');
    expect(result.eligibility).toBe('UNSUITABLE');
  });

  it('judges the operations a firm does answer where another is missing', () => {
    const line = aLine({
      processes: ['milling', 'zinc-plating'],
      requirements: { mass: { kg: 5, ...MUST }, tolerance: { kind: 'PLUS_MINUS', toleranceMm: 0.05, ...MUST } },
    });
    const firm = aFirm({ capabilities: [aCapability({ maxMassKg: 10, toleranceMm: 0.02 })] });
    const result = match(line, firm);
    expect(outcomes(result)).toEqual({ 'process:1': 'MET', 'process:2': 'UNMET', mass: 'MET', tolerance: 'MET' });
    expect(result.gaps).toEqual([{ criterion: 'process:2', short: null, unit: null, closes: 'PARTNER' }]);
  });
});

describe('what a match carries', () => {
  it('makes an excluded firm unsuitable, and still says how it does', () => {
    const line = aLine({ excludedFirmIds: ['firm'], requirements: { mass: { kg: 5, ...MUST } } });
    const result = match(line, aFirm({ capabilities: [aCapability({ maxMassKg: 10 })] }));
    expect(result).toMatchObject({ eligibility: 'UNSUITABLE', relevance: 0, confirmed: 1, gaps: [] });
  });

  it('survives being stored as JSON', () => {
    const line = aLine({ requirements: { mass: { kg: 5, ...MUST }, languages: { anyOf: ['ja'], ...prefer(2) } } });
    const result = match(line, aFirm());
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('weighs a must as the run says', () => {
    const line = aLine({ requirements: { languages: { anyOf: ['ja'], ...prefer(1) } } });
    const [result] = matchLine(line, [aFirm()], SMALL_TAXONOMY, AS_OF, { must: 1 });
    expect(result).toMatchObject({ confirmed: 0.5, potential: 1, coverage: 0.5 });
  });

  it('judges a capability at a site nobody described, as one nothing is known of', () => {
    const line = aLine({ requirements: { place: { ...NEAR_HANOI, ...MUST } } });
    expect(match(line, aFirm({ sites: [] })).eligibility).toBe('TO_CONFIRM');
  });
});
