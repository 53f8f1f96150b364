import type { Gap } from '../criteria/criterion.js';
import { criterionOf } from '../criteria/registry.js';
import type { Verdict } from '../criteria/verdict.js';
import { type Eligibility, eligibilityOf } from './eligibility.js';
import { gapsOf } from './gaps.js';
import type { Match } from './match.entity.js';
import type { EvidenceGrade } from './matching-input.js';
import { evidenceOf } from './rank.js';
import { type Relevance, relevanceOf } from './relevance.js';
import { type Score, scoreOf } from './score.js';

/** What a match says of a firm. */
export interface Judged extends Score, Pick<Match, 'changedAt' | 'outdatedAt' | 'standing'> {
  eligibility: Eligibility;
  relevance: Relevance;
  evidence: EvidenceGrade | null;
  siteIds: readonly string[];
  verdicts: Verdict[];
  gaps: Gap[];
}

/**
 * The same, as if the line did not say where its parts go: all that follows from verdicts is reckoned from the others. A firm
 * that could watch the place count, while it moves its sites about, would find it with a few tries.
 */
export function judgedWithoutPlace({ verdicts: all, changedAt, outdatedAt, standing }: Match): Judged {
  const verdicts = all.filter(({ criterion }) => !criterionOf(criterion).tellsWhere);
  const eligibility = eligibilityOf(verdicts);
  return {
    ...scoreOf(verdicts),
    ...{ verdicts, gaps: gapsOf(verdicts), eligibility, relevance: relevanceOf(eligibility, verdicts) },
    ...{ evidence: evidenceOf(verdicts), siteIds: [], changedAt, outdatedAt, standing },
  };
}
