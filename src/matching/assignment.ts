import {
  compareNumbers,
  compareText,
  evidenceRank,
  outcomeRank,
  type Judgement,
  type Verdict,
} from '../criteria/verdict.js';
import { eligibilityOf, eligibilityRank, type Eligibility } from './eligibility.js';
import { verdictsOf, type Candidate, type JudgedFirm, type JudgedSite } from './judged-firm.js';
import type { PreparedLine } from './prepared-line.js';
import { relevanceOf, type Relevance } from './relevance.js';
import { scoreOf } from './score.js';
import { shortfallOf } from './shortfall.js';

/**
 * An assignment of a firm: one answering capability per operation, all at one site where a site answers all the operations
 * the firm answers, else over its sites. The best assignment counts: by eligibility, then relevance, then fewest unmet,
 * fewest unknown; then the higher confirmed score, the smaller shortfall, the better evidence, and the ids, so that
 * there is always exactly one.
 *
 * The search goes through the operations in order and keeps, for each pattern of outcomes so far, the best way to reach
 * it. A pattern that is nowhere better than another is dropped: no verdict gets better by choosing worse, so nothing
 * that could win is lost, and the result is that of trying every combination. Only where a firm with very many different
 * capabilities leaves more than `MOST_PATTERNS` incomparable patterns at one step does the search go on with the most
 * promising of them; it stays bounded, and independent of the order of the input.
 */
export interface Assignment {
  /** By operation, in order. */
  operations: { operation: number; capabilityId: string | null; siteId: string | null }[];
  /** Where place and certificates were judged. */
  siteIds: string[];
}

export interface AssignedFirm {
  assignment: Assignment;
  verdicts: Verdict[];
  eligibility: Eligibility;
  relevance: Relevance;
}

/** Real firms leave fewer than ten; this bounds the work at each operation to the square of it. */
export const MOST_PATTERNS = 64;

/** One way through the operations so far. */
interface Path {
  chosen: (Candidate | null)[];
  /** Outcome ranks: one per operation, capability criterion and site criterion. `UNTOUCHED` until something speaks. */
  pattern: number[];
  shortfall: number;
  evidence: number;
  /** Ids of the chosen capabilities, for the last tie-break. */
  trail: string;
}

/** Neutral when the weakest is taken; for a criterion judged where stated, also what silence is. */
const UNTOUCHED = 3;
/** For comparing patterns: silence lies between unmet and met, as unknown does. */
const STANDING = [0, 1, 2, 1] as const;

export function bestAssignment(prepared: PreparedLine, judged: JudgedFirm): AssignedFirm {
  const assignments = pathsOf(prepared, judged).map((path) => evaluate(prepared, judged, path));
  const best = assignments.reduce((left, right) => (compareAssignments(right, left) < 0 ? right : left));
  const { assignment, verdicts, eligibility, relevance } = best;
  return { assignment, verdicts, eligibility, relevance };
}

interface FinishedPath extends Path {
  sites: JudgedSite[];
}

function pathsOf(prepared: PreparedLine, { candidates, sites, nearestSites }: JudgedFirm): FinishedPath[] {
  if (candidates.every((choices) => choices.length === 0)) {
    const chosen = candidates.map(() => null);
    return nearestSites.map((site) => ({ ...startOf(prepared), chosen, trail: site.site.id, sites: [site] }));
  }
  const bySite = new Map(sites.map((site) => [site, candidates.map((): Candidate[] => [])]));
  candidates.forEach((choices, operation) => {
    for (const candidate of choices) bySite.get(candidate.site)?.[operation]?.push(candidate);
  });
  const answersAll = (here: Candidate[][]): boolean =>
    here.every((choices, operation) => choices.length > 0 || candidates[operation]?.length === 0);
  const everywhere = [...bySite.values()].filter(answersAll);
  return (everywhere.length > 0 ? everywhere : [candidates]).flatMap((here) => search(prepared, here).map(withSites));
}

const withSites = (path: Path): FinishedPath => ({
  ...path,
  sites: [...new Set(path.chosen.filter((candidate) => candidate !== null).map(({ site }) => site))],
});

function startOf({ operations, capabilityCriteria, siteCriteria }: PreparedLine): Path {
  const length = operations.length + capabilityCriteria.length + siteCriteria.length;
  return { chosen: [], pattern: new Array<number>(length).fill(UNTOUCHED), shortfall: 0, evidence: 0, trail: '' };
}

function search(prepared: PreparedLine, candidates: readonly Candidate[][]): Path[] {
  let paths = [startOf(prepared)];
  candidates.forEach((choices, operation) => {
    if (choices.length === 0) {
      paths = paths.map((path) => ({ ...path, chosen: [...path.chosen, null] }));
      return;
    }
    const steps = mostPromising(choices.map((candidate) => stepOf(prepared, candidate, operation)));
    paths = mostPromising(paths.flatMap((path) => steps.map((step) => join(path, step))));
  });
  return paths;
}

/** What choosing the candidate for the operation contributes. */
function stepOf(prepared: PreparedLine, candidate: Candidate, operation: number): Path {
  const step = startOf(prepared);
  const { pattern } = step;
  pattern[operation] = outcomeRank(candidate.process.outcome);
  let at = prepared.operations.length;
  const touch = (judgement: Judgement): void => {
    pattern[at] = outcomeRank(judgement.outcome);
    step.shortfall += shortfallOf(judgement);
  };
  prepared.capabilityCriteria.forEach(({ extent }, index) => {
    const judgement = candidate.judgements[index] as Judgement;
    const isAsked =
      extent === 'EVERY_OPERATION' ||
      (extent === 'LAST_SHAPING' && prepared.lastShaping === operation) ||
      (extent === 'WHERE_STATED' && judgement.outcome !== 'UNKNOWN');
    if (isAsked) touch(judgement);
    at += 1;
  });
  for (const judgement of candidate.site.judgements) {
    touch(judgement);
    at += 1;
  }
  step.chosen = [candidate];
  step.evidence = evidenceRank(candidate.capability.evidence);
  step.trail = candidate.capability.id;
  return step;
}

const join = (path: Path, step: Path): Path => ({
  chosen: [...path.chosen, ...step.chosen],
  pattern: path.pattern.map((outcome, index) => Math.min(outcome, step.pattern[index] as number)),
  shortfall: path.shortfall + step.shortfall,
  evidence: path.evidence + step.evidence,
  trail: `${path.trail}\n${step.trail}`,
});

/** One path per pattern, without those that are nowhere better than another, best first, no more than the bound. */
function mostPromising(paths: Path[]): Path[] {
  if (paths.length < 2) return paths;
  const byPattern = new Map<string, Path>();
  for (const path of paths) {
    const key = path.pattern.join('');
    const rival = byPattern.get(key);
    if (rival === undefined || compareTies(path, rival) < 0) byPattern.set(key, path);
  }
  const promising = [...byPattern.values()]
    .map((path) => ({ path, unmet: count(path, 0), standing: path.pattern.reduce(addStanding, 0) }))
    .sort(
      (left, right) => left.unmet - right.unmet || right.standing - left.standing || compareTies(left.path, right.path),
    );
  const kept: Path[] = [];
  // Nothing is dominated by what stands later: a pattern at least as good everywhere has no more unmet, and stands higher.
  for (const { path } of promising) {
    if (kept.length === MOST_PATTERNS) break;
    if (!kept.some((better) => dominates(better.pattern, path.pattern))) kept.push(path);
  }
  return kept;
}

const count = ({ pattern }: Path, outcome: number): number => pattern.filter((rank) => rank === outcome).length;
const addStanding = (sum: number, outcome: number): number => sum + (STANDING[outcome] ?? 0);
const dominates = (better: readonly number[], worse: readonly number[]): boolean =>
  better.every((outcome, index) => (STANDING[outcome] ?? 0) >= (STANDING[worse[index] as number] ?? 0));

const compareTies = (left: Path, right: Path): number =>
  compareNumbers(left.shortfall, right.shortfall) ||
  right.evidence - left.evidence ||
  compareText(left.trail, right.trail);

interface EvaluatedAssignment extends AssignedFirm {
  path: FinishedPath;
  unmet: number;
  unknown: number;
  confirmed: number;
}

function evaluate(prepared: PreparedLine, judged: JudgedFirm, path: FinishedPath): EvaluatedAssignment {
  const verdicts = verdictsOf(prepared, judged, path.chosen, path.sites);
  const eligibility = eligibilityOf(verdicts);
  return {
    path,
    verdicts,
    eligibility,
    relevance: relevanceOf(eligibility, verdicts),
    unmet: verdicts.filter(({ outcome }) => outcome === 'UNMET').length,
    unknown: verdicts.filter(({ outcome }) => outcome === 'UNKNOWN').length,
    confirmed: scoreOf(verdicts).confirmed,
    assignment: {
      operations: path.chosen.map((candidate, index) => ({
        operation: index + 1,
        capabilityId: candidate?.capability.id ?? null,
        siteId: candidate?.capability.siteId ?? null,
      })),
      siteIds: path.sites.map(({ site }) => site.id).sort(compareText),
    },
  };
}

const compareAssignments = (left: EvaluatedAssignment, right: EvaluatedAssignment): number =>
  eligibilityRank(left.eligibility) - eligibilityRank(right.eligibility) ||
  right.relevance - left.relevance ||
  left.unmet - right.unmet ||
  left.unknown - right.unknown ||
  compareNumbers(right.confirmed, left.confirmed) ||
  compareTies(left.path, right.path);
