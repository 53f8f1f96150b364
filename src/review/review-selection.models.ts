import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { OfficialMatchModel } from '../matching/match-shapes.models.js';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { MOST_AT_ONCE } from './limits.js';
import { ReviewQueueFilter } from './review-queue.models.js';
import { ReviewRecordModel } from './review.models.js';
import type { Bulk, OnProblem as OnProblemValue } from './review-steps.service.js';
import { ReviewMutationPayload, ReviewUserError } from './review-user-error.js';

export const OnProblem = describedEnum<OnProblemValue>(
  'ReviewOnProblem',
  'What is done where something stands in the way of some of the matches.',
  {
    DO_NOTHING: 'Nothing at all; `userErrors` names each match and what stands in its way.',
    DO_THE_OTHERS: 'All but those; each outcome says what stood in its way. Where none can be done, nothing is.',
  },
);

/** The argument of every step on several matches. */
export const ON_PROBLEM = {
  type: () => OnProblem,
  defaultValue: 'DO_NOTHING',
  description: 'What is done where something stands in the way of some of them.',
};

@InputType({ description: 'One of several matches.' })
export class SelectedMatchInput {
  @Field(() => ID, { description: 'By its id in the review queue.' })
  matchId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the `run` it was seen with: refused where it was computed anew since. Best always given.',
  })
  expectedRunId?: string | null;
}

@InputType({
  description: `Several matches, at most ${MOST_AT_ONCE}: those named, or all that a filter of the queue finds.`,
})
export class ReviewSelectionInput {
  @Field(() => [SelectedMatchInput], { nullable: true, description: 'Each of them; not beside `filter`.' })
  matches?: SelectedMatchInput[] | null;

  @Field(() => ReviewQueueFilter, {
    nullable: true,
    description: 'All of the queue that are so; not beside `matches`.',
  })
  filter?: ReviewQueueFilter | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Needed with `filter`: how many it found when you looked. Refused where it finds more or fewer by now.',
  })
  expectedCount?: number | null;
}

@ObjectType('ReviewOutcome', { description: 'What became of one of several matches.' })
export class ReviewOutcomeModel {
  @Field(() => ID, { description: 'Which of them.' })
  matchId: string;

  @Field(() => OfficialMatchModel, { nullable: true, description: 'As it stands now; null for one that is not there.' })
  match: unknown;

  @Field(() => ReviewRecordModel, {
    nullable: true,
    description: 'What was appended; null where something stood in the way.',
  })
  record: unknown;

  @Field(() => [ReviewUserError], { description: 'What stood in the way of this one, all of it.' })
  problems: ReviewUserError[];
}

/** What a step on several matches answers. */
@ObjectType({ isAbstract: true })
export abstract class ReviewBulkPayload extends ReviewMutationPayload {
  @Field(() => ID, { nullable: true, description: 'Of all that was recorded together: to take it back by.' })
  bulkId?: string;

  @Field(() => [ReviewOutcomeModel], {
    nullable: true,
    description: 'What became of each of the matches, in the order they were selected; null where nothing was done.',
  })
  outcomes?: ReviewOutcomeModel[];
}

@ObjectType({ description: 'What became of each match, or what stood in the way.' })
export class ReviewDecisionsRecordPayload extends ReviewBulkPayload {}

@ObjectType({ description: 'What became of each match whose decision was to be taken back, or what stood in the way.' })
export class ReviewDecisionsUndoPayload extends ReviewBulkPayload {}

@ObjectType({ description: 'What became of each match that was handed over, or what stood in the way.' })
export class ReviewsHandOverPayload extends ReviewBulkPayload {}

@ObjectType({ description: 'What became of each match that was taken back, or what stood in the way.' })
export class ReviewsTakeBackPayload extends ReviewBulkPayload {}

/** With the problems of each match in the caller’s language. */
export function told(result: Bulk | Refusal, { language }: OperationContext): ReviewBulkPayload | Refusal {
  if (result instanceof Refusal) return result;
  const outcomes = result.outcomes.map((outcome) => ({ ...outcome, problems: userErrorsOf(outcome, language) }));
  return { ...result, outcomes };
}
