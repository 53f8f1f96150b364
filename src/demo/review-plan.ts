import { type Eligibility, isOwnProfile, type MatchView, type ReviewRecordView } from './match-view.js';

/** What the official of the demonstration does with a match, step by step. */
export interface PlannedReview {
  matchId: string;
  steps: ReviewRecordView['kind'][];
}

type Reviewable = Pick<MatchView, 'id' | 'eligibility' | 'firm'>;

/**
 * Approves who is eligible, asks the best who are not sure, and turns one down. The first approval of all is taken back
 * and given again, the way it goes after a second look. The same matches give the same plan, so a run that broke off can
 * be taken up by the next.
 */
export function planReviews(lines: readonly (readonly Reviewable[])[]): PlannedReview[] {
  const of = (matches: readonly Reviewable[], eligibility: Eligibility) =>
    matches.filter((match) => match.eligibility === eligibility);
  // The last of the longest list: the buyer still has a choice without it.
  const crowded = lines.map((matches) => of(matches, 'ELIGIBLE')).sort((left, right) => right.length - left.length)[0];
  const rejected = crowded && crowded.length > 1 ? crowded.at(-1) : undefined;
  const second = lines.flatMap((matches) => of(matches, 'ELIGIBLE')).find((match) => match !== rejected);

  return lines.flatMap((matches) => {
    const asked = of(matches, 'TO_CONFIRM').find(isOwnProfile);
    return [
      ...of(matches, 'ELIGIBLE').map(({ id }) => ({
        matchId: id,
        steps: (id === rejected?.id
          ? ['REJECT']
          : id === second?.id
            ? ['APPROVE', 'UNDO', 'APPROVE']
            : ['APPROVE']) as PlannedReview['steps'],
      })),
      ...(asked ? [{ matchId: asked.id, steps: ['REQUEST_INFORMATION'] as PlannedReview['steps'] }] : []),
    ];
  });
}

/** The steps still to take. None where somebody has decided otherwise meanwhile: the demonstration does not overrule. */
export function stepsLeft(
  { steps }: PlannedReview,
  records: readonly Pick<ReviewRecordView, 'kind'>[],
): PlannedReview['steps'] {
  const isAsPlanned = records.every(({ kind }, index) => kind === steps[index]);
  return isAsPlanned ? steps.slice(records.length) : [];
}
