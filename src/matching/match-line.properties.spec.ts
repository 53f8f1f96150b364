import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eligibilityOf, eligibilityRank } from './eligibility.js';
import { anyFirm, anyLine } from './fixtures/arbitraries.js';
import { aCapability, aCertificate, aFirm, aLine, AS_OF, aSite, MUST } from './fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../criteria/fixtures/small-taxonomy.js';
import { judgeFirm, verdictsOf, type Candidate, type JudgedFirm, type JudgedSite } from './judged-firm.js';
import { matchFirm, matchLine } from './match-line.js';
import type { CapabilitySnapshot, FirmSnapshot, LineSnapshot } from './matching-input.js';
import { prepareLine } from './prepared-line.js';
import { relevanceOf } from './relevance.js';
import { scoreOf } from './score.js';

/** What must be true of any line and any firm. */

const prepare = (line: LineSnapshot) => prepareLine(line, SMALL_TAXONOMY, AS_OF);
const matchOne = (line: LineSnapshot, firm: FirmSnapshot) => matchFirm(prepare(line), firm);
const RUNS = { numRuns: 400 };

/** The same values in another order, chosen by fast-check. */
const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

describe('any match', () => {
  it('does not depend on the order of firms, sites, capabilities or certificates', () => {
    const firmsTwice = fc
      .uniqueArray(anyFirm, { maxLength: 4, selector: ({ id }) => id })
      .chain((firms) =>
        fc.tuple(
          fc.constant(firms),
          fc
            .tuple(
              ...firms.map((firm) =>
                fc
                  .tuple(shuffled(firm.sites), shuffled(firm.capabilities), shuffled(firm.certificates))
                  .map(([sites, capabilities, certificates]) => ({ ...firm, sites, capabilities, certificates })),
              ),
            )
            .chain(shuffled),
        ),
      );
    fc.assert(
      fc.property(anyLine, firmsTwice, (line, [firms, reordered]) => {
        expect(matchLine(line, reordered, SMALL_TAXONOMY, AS_OF)).toEqual(
          matchLine(line, firms, SMALL_TAXONOMY, AS_OF),
        );
      }),
      RUNS,
    );
  });

  it('has one verdict for everything asked, and a score anyone can recompute', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, (line, firm) => {
        const match = matchOne(line, firm);
        if (match === null) return;
        const { certificates, characteristics } = line.requirements;
        const single = Object.keys(line.requirements).length - 3;
        const asked = line.operations.length + certificates.length + characteristics.length + single;
        const criteria = match.verdicts.map(({ criterion }) => criterion);
        expect(new Set(criteria).size).toBe(criteria.length);
        expect(criteria.length).toBe(asked);

        const stored = JSON.parse(JSON.stringify(match)) as typeof match;
        expect(stored).toEqual(match);
        const { confirmed, potential, coverage } = scoreOf(stored.verdicts);
        expect(match).toMatchObject({ confirmed, potential, coverage });
        expect(confirmed).toBeLessThanOrEqual(potential);
        expect(confirmed).toBeGreaterThanOrEqual(0);
        expect(potential).toBeLessThanOrEqual(1);
        expect(match.eligibility).toBe(eligibilityOf(stored.verdicts));
      }),
      RUNS,
    );
  });

  it('has what it was offered wherever it says met, and short margins only where it says unmet', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, (line, firm) => {
        for (const { outcome, offered, margin } of matchOne(line, firm)?.verdicts ?? []) {
          if (outcome === 'MET') expect(offered).not.toBeNull();
          if (outcome === 'UNKNOWN') expect(margin).toBeNull();
          if (margin !== null) expect(margin < 0 ? 'UNMET' : 'MET').toBe(outcome);
        }
      }),
      RUNS,
    );
  });
});

describe('silence', () => {
  it('is never met and never unmet', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const silent = aFirm({
          capabilities: line.operations.map(({ process }, index) => aCapability({ id: `c${index}`, process })),
        });
        for (const { criterion, outcome } of matchOne(line, silent)?.verdicts ?? []) {
          expect([criterion, outcome]).toEqual([criterion, criterion.startsWith('process:') ? 'MET' : 'UNKNOWN']);
        }
      }),
      RUNS,
    );
  });

  const STATED = [
    'isOwn',
    'materials',
    'maxSizeMm',
    'maxMassKg',
    'toleranceMm',
    'roughnessRaUm',
    'thicknessMm',
    'minLotPieces',
    'monthlyCapacity',
    'leadTimeDays',
  ] as const satisfies (keyof CapabilitySnapshot)[];

  it('gained by taking back a value never turns a verdict into met, where there is nothing else to choose', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, fc.constantFrom(...STATED), (line, firm, field) => {
        const [only] = firm.capabilities;
        if (only === undefined) return;
        const before = matchOne(line, { ...firm, capabilities: [only] });
        const after = matchOne(line, { ...firm, capabilities: [{ ...only, [field]: null }] });
        const wasMet = new Set(before?.verdicts.filter(({ outcome }) => outcome === 'MET').map((v) => v.criterion));
        for (const { criterion, outcome, reason } of after?.verdicts ?? []) {
          // With own work no longer denied, a capability is judged again: it may meet what nothing was judged by.
          const isJudgedAgain = field === 'isOwn' && only.isOwn === false;
          if (outcome === 'MET' && !isJudgedAgain) expect([criterion, reason, wasMet.has(criterion)]).toContain(true);
        }
      }),
      RUNS,
    );
  });

  it('gained by taking back a value never makes a firm eligible', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, fc.nat(), fc.constantFrom(...STATED), (line, firm, index, field) => {
        const at = firm.capabilities.length === 0 ? 0 : index % firm.capabilities.length;
        const silenced = firm.capabilities.map((capability, position) =>
          position === at ? { ...capability, [field]: null } : capability,
        );
        const before = matchOne(line, firm)?.eligibility;
        const after = matchOne(line, { ...firm, capabilities: silenced })?.eligibility;
        if (after === 'ELIGIBLE') expect(before).toBe('ELIGIBLE');
      }),
      RUNS,
    );
  });
});

describe('asking for more', () => {
  const tighten = ({ requirements, ...line }: LineSnapshot): LineSnapshot => {
    const { size, mass, tolerance, roughness, lot, volume, leadTime } = requirements;
    return {
      ...line,
      requirements: {
        ...requirements,
        ...(size && { size: { ...size, sidesMm: [size.sidesMm[0] + 1, size.sidesMm[1], size.sidesMm[2]] } }),
        ...(mass && { mass: { ...mass, kg: mass.kg + 1 } }),
        ...(tolerance?.kind === 'PLUS_MINUS' && {
          tolerance: { ...tolerance, toleranceMm: tolerance.toleranceMm - 0.5 },
        }),
        ...(roughness && { roughness: { ...roughness, raUm: roughness.raUm - 0.5 } }),
        ...(lot && { lot: { ...lot, pieces: lot.pieces - 1 } }),
        ...(volume && {
          volume: { ...volume, perMonth: { ...volume.perMonth, value: volume.perMonth.value + 5 } },
        }),
        ...(leadTime && { leadTime: { ...leadTime, days: leadTime.days - 1 } }),
      },
    };
  };

  it('never makes a firm more eligible', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, (line, firm) => {
        const before = matchOne(line, firm)?.eligibility ?? 'UNSUITABLE';
        const after = matchOne(tighten(line), firm)?.eligibility ?? 'UNSUITABLE';
        expect(eligibilityRank(after)).toBeGreaterThanOrEqual(eligibilityRank(before));
      }),
      RUNS,
    );
  });

  it('never turns unmet into met, where there is nothing else to choose', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, (line, firm) => {
        const single = { ...firm, capabilities: firm.capabilities.slice(0, 1) };
        const before = matchOne(line, single)?.verdicts ?? [];
        const after = matchOne(tighten(line), single)?.verdicts ?? [];
        before.forEach(({ outcome }, index) => {
          if (outcome === 'UNMET') expect(after[index]?.outcome).toBe('UNMET');
        });
      }),
      RUNS,
    );
  });
});

describe('the search for the best assignment', () => {
  /** Every combination there is, with the rule's own order of preference. */
  function bestByTrying(line: LineSnapshot, firm: FirmSnapshot): number[] | null {
    const prepared = prepare(line);
    const judged = judgeFirm(prepared, firm);
    if (judged === null) return null;
    const answered = judged.candidates.filter((choices) => choices.length > 0);
    const answersAll = judged.sites.filter((site) =>
      answered.every((choices) => choices.some((candidate) => candidate.site === site)),
    );
    const scopes =
      answered.length === 0 ? [] : answersAll.length > 0 ? answersAll.map((site) => [site]) : [judged.sites];
    const keys = judged.nearestSites
      .filter(() => answered.length === 0)
      .map((site) =>
        keyOf(
          judged.candidates.map(() => null),
          [site],
        ),
      );
    for (const scope of scopes) {
      const choices = judged.candidates.map((all) => all.filter(({ site }) => scope.includes(site)));
      for (const chosen of product(choices)) {
        const sites = new Set(chosen.filter((candidate) => candidate !== null).map(({ site }) => site));
        keys.push(keyOf(chosen, [...sites]));
      }
    }
    return keys.sort(compareKeys)[0] ?? null;

    function keyOf(chosen: (Candidate | null)[], sites: JudgedSite[]): number[] {
      return rankOf(verdictsOf(prepared, judged as JudgedFirm, chosen, sites));
    }
  }

  const rankOf = (verdicts: ReturnType<typeof verdictsOf>): number[] => {
    const eligibility = eligibilityOf(verdicts);
    const count = (wanted: string) => verdicts.filter(({ outcome }) => outcome === wanted).length;
    return [eligibilityRank(eligibility), -relevanceOf(eligibility, verdicts), count('UNMET'), count('UNKNOWN')];
  };

  function product(choices: Candidate[][]): (Candidate | null)[][] {
    return choices.reduce<(Candidate | null)[][]>(
      (soFar, all) => soFar.flatMap((path) => (all.length === 0 ? [null] : all).map((next) => [...path, next])),
      [[]],
    );
  }
  const compareKeys = (left: number[], right: number[]): number =>
    left.reduce((order, value, index) => order || value - (right[index] as number), 0);

  it('finds what trying every combination finds', () => {
    fc.assert(
      fc.property(anyLine, anyFirm, (line, firm) => {
        const match = matchOne(line, firm);
        expect(match === null ? null : rankOf(match.verdicts)).toEqual(bestByTrying(line, firm));
      }),
      { numRuns: 1500 },
    );
  });

  it('stays bounded for a firm with thousands of sites', () => {
    const ids = Array.from({ length: 5000 }, (_unused, index) => `s${index}`);
    const firm = aFirm({
      sites: ids.map((id) => aSite({ id })),
      capabilities: ids.map((siteId, index) => aCapability({ id: `c${index}`, siteId, maxMassKg: index })),
      certificates: ids.slice(0, 50).map((id) => aCertificate({ id, siteIds: [id] })),
    });
    const certificates = [{ standard: 'ISO-9001', minEvidence: null, ...MUST }];
    const line = aLine({ requirements: { mass: { kg: 48, ...MUST }, certificates } });
    const started = performance.now();
    const match = matchOne(line, firm);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(match).toMatchObject({ eligibility: 'ELIGIBLE', siteIds: ['s48'] });
  });

  it('stays bounded for a firm that lists thousands of machines, whatever their order', () => {
    // Three operations with 3,000 machines each, no two of them alike: 27 thousand million combinations.
    const processes = ['milling', 'turning', 'grinding'];
    const capabilities = processes.flatMap((process, operation) =>
      Array.from({ length: 3000 }, (_unused, index) =>
        aCapability({
          id: `${process}-${index}`,
          siteId: `site-${index % 3}`,
          process,
          maxMassKg: index % 2 === 0 ? null : 1 + (index % 7),
          leadTimeDays: index % 3 === 0 ? null : 1 + (index % 11),
          minLotPieces: index % 5 === 0 ? null : 1 + (index % 13),
          maxSizeMm: index % 7 === 0 ? null : [1 + (index % 17), 5, 5],
          toleranceMm: (index + operation) % 4 === 0 ? null : 1 + (index % 5),
          roughnessRaUm: index % 11 === 0 ? null : 1 + (index % 6),
          thicknessMm: index % 13 === 0 ? null : [1, 1 + (index % 9)],
        }),
      ),
    );
    const line = aLine({
      processes,
      requirements: {
        mass: { kg: 4, ...MUST },
        leadTime: { days: 5, ...MUST },
        lot: { pieces: 6, ...MUST },
        size: { sidesMm: [8, 4, 4], ...MUST },
        tolerance: { kind: 'PLUS_MINUS', toleranceMm: 2, ...MUST },
        roughness: { raUm: 3, ...MUST },
        thickness: { mm: 5, ...MUST },
      },
    });
    const started = performance.now();
    const match = matchOne(line, aFirm({ capabilities }));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(match?.eligibility).toBe('ELIGIBLE');
    expect(matchOne(line, aFirm({ capabilities: capabilities.toReversed() }))).toEqual(match);
  });
});
