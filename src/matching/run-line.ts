import { createHash } from 'node:crypto';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { ELIGIBILITIES, type Eligibility } from './eligibility.js';
import { ALGORITHM_VERSION, type LineMatch, matchFirm } from './match-line.js';
import type { FirmSnapshot, LineSnapshot } from './matching-input.js';
import { DEFAULT_WEIGHTS, prepareLine, type Weights } from './prepared-line.js';
import { compareMatches } from './rank.js';

/** What a run computed, before anybody wrote it down. */
export interface RunResult {
  algorithmVersion: string;
  taxonomyVersion: string;
  weights: Weights;
  asOf: string;
  /** SHA-256 over the line, the day and the firms, in id order. */
  inputHash: string;
  firmsConsidered: number;
  counts: Record<Eligibility, number>;
  /** Best first, the first `keep` of all. */
  matches: LineMatch[];
}

/** A list longer than this is no explanation any more; the counts still cover everybody. */
export const KEPT_MATCHES = 1000;

/**
 * One line against firms that arrive in batches. Keeps no more than it will hand out, so memory does not grow with the
 * registry. Firms must come in id order: the input’s hash depends on it.
 */
export async function runLine(
  line: LineSnapshot,
  firms: AsyncIterable<FirmSnapshot[]>,
  taxonomy: Taxonomy,
  asOf: string,
  weights: Weights = DEFAULT_WEIGHTS,
  keep = KEPT_MATCHES,
): Promise<RunResult> {
  const prepared = prepareLine(line, taxonomy, asOf, weights);
  const hash = createHash('sha256').update(JSON.stringify([line, asOf, weights]));
  const counts = Object.fromEntries(ELIGIBILITIES.map((eligibility) => [eligibility, 0])) as Record<
    Eligibility,
    number
  >;
  let matches: LineMatch[] = [];
  let firmsConsidered = 0;
  for await (const batch of firms) {
    for (const firm of batch) {
      firmsConsidered++;
      hash.update('\n').update(JSON.stringify(firm));
      const match = matchFirm(prepared, firm);
      if (!match) continue;
      counts[match.eligibility]++;
      matches.push(match);
    }
    if (matches.length > 2 * keep) matches = matches.sort(compareMatches).slice(0, keep);
  }
  return {
    algorithmVersion: ALGORITHM_VERSION,
    taxonomyVersion: taxonomy.version,
    weights,
    asOf,
    inputHash: hash.digest('hex'),
    firmsConsidered,
    counts,
    matches: matches.sort(compareMatches).slice(0, keep),
  };
}
