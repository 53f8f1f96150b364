import { NO_REFS, unknown, weakest, type CriterionKey, type Judgement, type Verdict } from '../criteria/verdict.js';
import { isRelated, judgeMissingProcess, judgeProcess, nearnessOf } from '../criteria/process/judge.js';
import type { CapabilitySnapshot, FirmSnapshot, SiteSnapshot } from './matching-input.js';
import type { CapabilityCriterion, PreparedLine } from './prepared-line.js';

/**
 * One firm judged piece by piece: what each criterion says of each capability and site, before anything is chosen. An
 * assignment then picks one capability per operation, and its verdicts are put together from these pieces.
 */

export interface JudgedSite {
  site: SiteSnapshot;
  /** By `PreparedLine.siteCriteria`. */
  judgements: Judgement[];
}

/** A capability that may be chosen for one operation. */
export interface Candidate {
  capability: CapabilitySnapshot;
  process: Judgement;
  /** By `PreparedLine.capabilityCriteria`; shared between the operations the capability may answer. */
  judgements: Judgement[];
  site: JudgedSite;
}

export interface JudgedFirm {
  /** By operation; empty where nobody at the firm answers it. */
  candidates: Candidate[][];
  /** By operation: what is said where nothing is chosen; null where something can be. */
  missing: (Judgement | null)[];
  /** By `PreparedLine.firmCriteria`. */
  judgements: Judgement[];
  /** Sites with work in the branch of some operation. */
  sites: JudgedSite[];
  /** Those of them with the nearest work: where the firm is judged when it answers no operation. */
  nearestSites: JudgedSite[];
}

/** Null when the firm has nothing to do with any of the operations. */
export function judgeFirm(prepared: PreparedLine, firm: FirmSnapshot): JudgedFirm | null {
  const { operations } = prepared;
  const related = firm.capabilities.filter((capability) =>
    operations.some((operation) => isRelated(operation, capability)),
  );
  if (related.length === 0) return null;

  const sites = judgeSites(prepared, firm, new Set(related.map(({ siteId }) => siteId)));
  const nearness = new Map<JudgedSite, number>();
  const candidates: Candidate[][] = operations.map(() => []);
  for (const capability of related) {
    const site = sites.get(capability.siteId) as JudgedSite;
    const near = Math.max(...operations.map((operation) => nearnessOf(operation, capability)));
    nearness.set(site, Math.max(near, nearness.get(site) ?? near));
    let judgements: Judgement[] | null = null;
    operations.forEach((operation, index) => {
      const process = judgeProcess(operation, capability);
      if (process === null) return;
      judgements ??= prepared.capabilityCriteria.map((criterion) => criterion.judge(capability));
      candidates[index]?.push({ capability, process, judgements, site });
    });
  }
  const nearest = [...nearness.values()].reduce((left, right) => Math.max(left, right));
  return {
    candidates,
    missing: operations.map((operation, index) =>
      candidates[index]?.length === 0 ? judgeMissingProcess(operation, related) : null,
    ),
    judgements: prepared.firmCriteria.map((criterion) => criterion.judge(firm)),
    sites: [...sites.values()],
    nearestSites: [...sites.values()].filter((site) => nearness.get(site) === nearest),
  };
}

/** The sites named, including one that no snapshot describes: nothing is known of it. */
function judgeSites(prepared: PreparedLine, firm: FirmSnapshot, siteIds: ReadonlySet<string>): Map<string, JudgedSite> {
  const described = new Map(firm.sites.map((site) => [site.id, site]));
  const judged = new Map<string, JudgedSite>();
  for (const id of siteIds) {
    const site = described.get(id) ?? { id, place: null, provinceCode: null, coordinates: null };
    judged.set(id, { site, judgements: prepared.siteCriteria.map((criterion) => criterion.judge(site, firm)) });
  }
  return judged;
}

/** The verdicts of one assignment, in the order of the line's requirements: one for everything the line asks. */
export function verdictsOf(
  prepared: PreparedLine,
  judged: JudgedFirm,
  chosen: readonly (Candidate | null)[],
  sites: readonly JudgedSite[],
): Verdict[] {
  const verdicts: Verdict[] = [];
  const add = (
    { key, level, weight }: { key: CriterionKey; level: Verdict['level']; weight: number },
    judgement: Judgement,
  ): void => void verdicts.push({ criterion: key, level, weight, ...judgement });

  prepared.operations.forEach((_operation, index) => {
    const judgement = (chosen[index]?.process ?? judged.missing[index]) as Judgement;
    add({ key: `process:${index + 1}`, level: 'MUST', weight: prepared.weights.must }, judgement);
  });
  const answering = chosen.filter((candidate) => candidate !== null);
  const shaping = prepared.lastShaping === null ? null : (chosen[prepared.lastShaping] ?? null);
  prepared.capabilityCriteria.forEach((criterion, index) => {
    add(criterion, judgeExtent(criterion, index, answering, shaping));
  });
  prepared.siteCriteria.forEach((criterion, index) => {
    const [first, ...rest] = sites.map(({ judgements }) => judgements[index] as Judgement);
    if (first !== undefined) add(criterion, weakest([first, ...rest]));
  });
  prepared.firmCriteria.forEach((criterion, index) => add(criterion, judged.judgements[index] as Judgement));
  return verdicts;
}

function judgeExtent(
  criterion: CapabilityCriterion,
  index: number,
  answering: readonly Candidate[],
  shaping: Candidate | null,
): Judgement {
  const where = criterion.extent === 'LAST_SHAPING' ? (shaping === null ? [] : [shaping]) : answering;
  const all = where.map(({ judgements }) => judgements[index] as Judgement);
  const stated = criterion.extent === 'WHERE_STATED' ? all.filter(({ outcome }) => outcome !== 'UNKNOWN') : all;
  const [first, ...rest] = stated.length > 0 ? stated : all;
  return first === undefined ? unknown(criterion.required, 'NOT_JUDGED', NO_REFS) : weakest([first, ...rest]);
}
