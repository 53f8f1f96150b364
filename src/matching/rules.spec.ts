import { describe, expect, it } from '@jest/globals';
import type { CriterionKey, Outcome, Reason, Verdict } from '../criteria/verdict.js';
import { NO_REFS } from '../criteria/verdict.js';
import { eligibilityOf, type Eligibility } from './eligibility.js';
import type { Closing } from '../criteria/criterion.js';
import { gapsOf } from './gaps.js';
import { compareMatches, evidenceOf, type Rankable } from './rank.js';
import { relevanceOf } from './relevance.js';
import { scoreOf } from './score.js';

const verdict = (criterion: CriterionKey, outcome: Outcome, overrides: Partial<Verdict> = {}): Verdict => ({
  criterion,
  outcome,
  level: 'MUST',
  weight: 3,
  reason: 'HOLDS' as Reason,
  required: { kind: 'CODES', codes: [] },
  offered: null,
  margin: null,
  unit: null,
  evidence: null,
  refs: NO_REFS,
  ...overrides,
});
const preferred = (criterion: CriterionKey, outcome: Outcome, weight: number): Verdict =>
  verdict(criterion, outcome, { level: 'PREFERENCE', weight });

describe('eligibility', () => {
  it.each<[string, Verdict[], Eligibility]>([
    ['every must met', [verdict('process:1', 'MET'), verdict('size', 'MET')], 'ELIGIBLE'],
    ['a preference missed does not matter', [verdict('process:1', 'MET'), preferred('place', 'UNMET', 2)], 'ELIGIBLE'],
    [
      'an unknown preference does not matter',
      [verdict('process:1', 'MET'), preferred('place', 'UNKNOWN', 2)],
      'ELIGIBLE',
    ],
    ['a must unknown', [verdict('process:1', 'UNKNOWN'), verdict('size', 'MET')], 'TO_CONFIRM'],
    ['a must short', [verdict('process:1', 'MET'), verdict('size', 'UNMET')], 'NEAR_MISS'],
    [
      'two short, the process broader',
      [verdict('process:1', 'UNKNOWN'), verdict('lot', 'UNMET'), verdict('mass', 'UNMET')],
      'NEAR_MISS',
    ],
    [
      'three short',
      [verdict('process:1', 'MET'), verdict('lot', 'UNMET'), verdict('mass', 'UNMET'), verdict('size', 'UNMET')],
      'UNSUITABLE',
    ],
    ['the first operation missing', [verdict('process:1', 'UNMET')], 'UNSUITABLE'],
    ['a later operation missing: a partner', [verdict('process:1', 'MET'), verdict('process:2', 'UNMET')], 'NEAR_MISS'],
    [
      'a later operation done elsewhere',
      [verdict('process:1', 'MET'), verdict('process:2', 'UNMET', { reason: 'SUBCONTRACTED' })],
      'UNSUITABLE',
    ],
    ['another material', [verdict('process:1', 'MET'), verdict('material', 'UNMET')], 'UNSUITABLE'],
    ['too far', [verdict('process:1', 'MET'), verdict('place', 'UNMET')], 'UNSUITABLE'],
  ])('%s', (_name, verdicts, eligibility) => {
    expect(eligibilityOf(verdicts)).toBe(eligibility);
  });
});

describe('gaps', () => {
  it.each<[CriterionKey, Closing]>([
    ['process:1', 'NOT_CLOSABLE'],
    ['process:2', 'PARTNER'],
    ['material', 'NOT_CLOSABLE'],
    ['size', 'EQUIPMENT'],
    ['mass', 'EQUIPMENT'],
    ['thickness', 'EQUIPMENT'],
    ['tolerance', 'EQUIPMENT'],
    ['roughness', 'EQUIPMENT'],
    ['characteristic:layers', 'EQUIPMENT'],
    ['volume', 'CAPACITY'],
    ['lot', 'COMMERCIAL'],
    ['leadTime', 'COMMERCIAL'],
    ['certificate:ISO-9001', 'PAPERWORK'],
    ['place', 'NOT_CLOSABLE'],
    ['languages', 'NOT_CLOSABLE'],
    ['endMarket', 'NOT_CLOSABLE'],
  ])('%s closes by %s', (criterion, closes) => {
    expect(gapsOf([verdict(criterion, 'UNMET')])).toEqual([{ criterion, short: null, unit: null, closes }]);
  });

  it('measures what is short, and leaves out preferences and what is met or unknown', () => {
    const verdicts = [
      verdict('size', 'UNMET', { margin: -20, unit: 'mm' }),
      verdict('mass', 'MET', { margin: 4, unit: 'kg' }),
      verdict('lot', 'UNKNOWN'),
      preferred('place', 'UNMET', 1),
    ];
    expect(gapsOf(verdicts)).toEqual([{ criterion: 'size', short: 20, unit: 'mm', closes: 'EQUIPMENT' }]);
  });
});

describe('relevance', () => {
  it.each<[string, Eligibility, Verdict[], number]>([
    ['eligible, nothing preferred', 'ELIGIBLE', [], 3],
    [
      'eligible, half the preference weight',
      'ELIGIBLE',
      [preferred('place', 'MET', 2), preferred('languages', 'UNMET', 2)],
      3,
    ],
    ['eligible, less than half', 'ELIGIBLE', [preferred('place', 'MET', 1), preferred('languages', 'UNKNOWN', 2)], 2],
    [
      'two open points',
      'TO_CONFIRM',
      [verdict('size', 'UNKNOWN'), verdict('lot', 'UNKNOWN'), preferred('place', 'UNKNOWN', 1)],
      2,
    ],
    [
      'three open points',
      'TO_CONFIRM',
      [verdict('size', 'UNKNOWN'), verdict('lot', 'UNKNOWN'), verdict('mass', 'UNKNOWN')],
      1,
    ],
    ['near miss', 'NEAR_MISS', [verdict('size', 'UNMET')], 1],
    ['unsuitable', 'UNSUITABLE', [], 0],
  ])('%s', (_name, eligibility, verdicts, relevance) => {
    expect(relevanceOf(eligibility, verdicts)).toBe(relevance);
  });
});

describe('score', () => {
  it('counts unknown as nothing, then as full', () => {
    const verdicts = [verdict('process:1', 'MET'), verdict('size', 'UNKNOWN'), preferred('place', 'UNMET', 1)];
    expect(scoreOf(verdicts)).toEqual({ confirmed: 0.4286, potential: 0.8571, coverage: 0.6667 });
  });

  it('is full where nothing is asked', () => {
    expect(scoreOf([])).toEqual({ confirmed: 1, potential: 1, coverage: 1 });
  });
});

describe('rank', () => {
  const match = (firmId: string, overrides: Partial<Rankable> = {}): Rankable => ({
    firmId,
    eligibility: 'ELIGIBLE',
    confirmed: 0.5,
    evidence: 'DOCUMENTED',
    ...overrides,
  });

  it('goes by eligibility, confirmed score, evidence and then the id', () => {
    const inOrder = [
      match('d', { confirmed: 0.9, evidence: null }),
      match('a', { evidence: 'PROVEN' }),
      match('c'),
      match('e'),
      match('b', { evidence: null }),
      match('f', { eligibility: 'TO_CONFIRM', confirmed: 0.99 }),
      match('g', { eligibility: 'NEAR_MISS', confirmed: 1 }),
      match('h', { eligibility: 'UNSUITABLE', confirmed: 1 }),
    ];
    expect([...inOrder].reverse().sort(compareMatches)).toEqual(inOrder);
  });

  it('rests on the weakest met must that carries a grade', () => {
    const verdicts = [
      verdict('process:1', 'MET', { evidence: 'VERIFIED' }),
      verdict('size', 'MET', { evidence: 'DOCUMENTED' }),
      verdict('lot', 'UNMET', { evidence: 'DECLARED' }),
      verdict('languages', 'MET'),
      { ...preferred('leadTime', 'MET', 1), evidence: 'DECLARED' as const },
    ];
    expect(evidenceOf(verdicts)).toBe('DOCUMENTED');
    expect(evidenceOf([])).toBeNull();
  });
});
