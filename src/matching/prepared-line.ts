import type { Asked, AskedOfCapability, AskedOfFirm, AskedOfSite } from '../criteria/criterion.js';
import type { Level } from '../criteria/level.js';
import { askOperation, type AskedOperation } from '../criteria/process/judge.js';
import { CRITERIA } from '../criteria/registry.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { LineSnapshot } from './matching-input.js';

/**
 * One line, made ready to be judged against many firms: taxonomy subtrees, accepted grades, unit factors and window
 * days are worked out once here, so that judging a firm is look-ups and comparisons only.
 */
export interface PreparedLine {
  line: LineSnapshot;
  weights: Weights;
  operations: AskedOperation[];
  /** The last operation that shapes the part to size, or null where none of them does. */
  lastShaping: number | null;
  capabilityCriteria: CapabilityCriterion[];
  siteCriteria: SiteCriterion[];
  firmCriteria: FirmCriterion[];
  excludedFirmIds: ReadonlySet<string>;
}

/** What a must weighs in the score; a preference weighs what its buyer said. */
export interface Weights {
  must: number;
}

/** A must counts as much as three ordinary preferences: no pile of wishes outweighs what the part cannot do without. */
export const DEFAULT_WEIGHTS: Weights = { must: 3 };

/** How much the criterion counts on this line. */
export interface Weighed {
  level: Level['level'];
  weight: number;
}

export type CapabilityCriterion = AskedOfCapability & Weighed;
export type SiteCriterion = AskedOfSite & Weighed;
export type FirmCriterion = AskedOfFirm & Weighed;

export function prepareLine(
  line: LineSnapshot,
  taxonomy: Taxonomy,
  asOf: string,
  weights: Weights = DEFAULT_WEIGHTS,
): PreparedLine {
  const operations = line.operations.map((operation) => askOperation(operation, taxonomy));
  const lastShaping = operations.findLastIndex(({ shapesToSize }) => shapesToSize);
  const asked = CRITERIA.flatMap((criterion) => criterion.ask(line.requirements, { taxonomy, asOf })).map((one) => ({
    ...one,
    ...weigh(one, weights),
  }));
  return {
    line,
    weights,
    operations,
    lastShaping: lastShaping === -1 ? null : lastShaping,
    capabilityCriteria: asked.filter((one) => one.extent !== 'SITE' && one.extent !== 'FIRM'),
    siteCriteria: asked.filter((one) => one.extent === 'SITE'),
    firmCriteria: asked.filter((one) => one.extent === 'FIRM'),
    excludedFirmIds: new Set(line.excludedFirmIds),
  };
}

/** What every match of the line has a verdict for, in the order of the verdicts. */
export function criteriaOf(prepared: PreparedLine): (Pick<Asked, 'key' | 'required'> & Weighed)[] {
  const { operations, weights, capabilityCriteria, siteCriteria, firmCriteria } = prepared;
  const steps = operations.map(({ required }, index) => {
    return { key: `process:${index + 1}`, required, level: 'MUST' as const, weight: weights.must };
  });
  return [...steps, ...capabilityCriteria, ...siteCriteria, ...firmCriteria];
}

const weigh = ({ counts }: Asked, weights: Weights): Weighed => ({
  level: counts.level,
  weight: counts.level === 'MUST' ? weights.must : counts.weight,
});
