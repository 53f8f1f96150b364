import { matchLine } from '../../src/matching/match-line.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import type { Answer } from './compare.js';
import type { TranslatedCases } from './translate.js';

/** Answers of the matching core alone, without API or database: for working on the rules. */
export function answerInProcess({ asOf, firms, lines }: TranslatedCases, taxonomy: Taxonomy): Answer[] {
  return lines.flatMap(({ line, keys }) =>
    matchLine(line, firms, taxonomy, asOf).map((match, index) => ({
      line: line.id,
      firm: match.firmId,
      rank: index + 1,
      eligibility: match.eligibility,
      verdicts: Object.fromEntries(
        match.verdicts.map(({ criterion, outcome }) => [keys.get(criterion) ?? criterion, outcome]),
      ),
      gaps: match.gaps.map(({ criterion, short, closes }) => ({
        criterion: keys.get(criterion) ?? criterion,
        short,
        closes,
      })),
      relevance: match.relevance,
    })),
  );
}
