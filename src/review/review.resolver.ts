import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Refusal } from '../platform/graphql/problems.js';
import { numberIn } from '../platform/i18n/message.js';
import { AnswersService } from './answers.service.js';
import { AppealsService } from './appeals.service.js';
import { DecisionsService } from './decisions.service.js';
import { LONGEST_NOTE } from './limits.js';
import {
  type OfficialReviewPayload,
  ReviewAnswerPayload,
  ReviewAppealPayload,
  ReviewDecisionInput,
  ReviewDecisionRecordPayload,
  ReviewDecisionUndoPayload,
} from './review.models.js';
import {
  ON_PROBLEM,
  type ReviewBulkPayload,
  ReviewDecisionsRecordPayload,
  ReviewDecisionsUndoPayload,
  ReviewSelectionInput,
  told,
} from './review-selection.models.js';
import type { OnProblem as OnProblemValue, Outcome } from './review-steps.service.js';

const MATCH_ID = {
  type: () => ID,
  description: 'What is decided about, by its id in the review queue or `myMatches`.',
};
const INPUT = { description: 'What was decided, and why.' };
@Resolver()
export class ReviewResolver {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly answers: AnswersService,
    private readonly appeals: AppealsService,
  ) {}

  @Mutation(() => ReviewDecisionRecordPayload, {
    description: 'Records a decision. An approval releases the match to the buyer.',
  })
  async reviewDecisionRecord(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('input', INPUT) input: ReviewDecisionInput,
    @Args('expectedRunId', {
      type: () => ID,
      nullable: true,
      description: 'The id of the `run` it was seen with: refused where it was computed anew since. Best always given.',
    })
    expectedRunId: string | null,
  ): Promise<OfficialReviewPayload | Refusal> {
    return this.decisions.decide(matchId, expectedRunId, input);
  }

  @Mutation(() => ReviewDecisionsRecordPayload, {
    description:
      'Records the same decision on several matches, for each by itself. Approvals release them to the buyers.',
  })
  async reviewDecisionsRecord(
    @Args('selection', { description: 'What is decided about.' }) selection: ReviewSelectionInput,
    @Args('input', INPUT) input: ReviewDecisionInput,
    @Args('onProblem', ON_PROBLEM) onProblem: OnProblemValue,
    @Context() context: OperationContext,
  ): Promise<ReviewBulkPayload | Refusal> {
    return told(await this.decisions.decideMany(selection, input, onProblem), context);
  }

  @Mutation(() => ReviewDecisionUndoPayload, {
    description: 'Takes back the last decision; a release is hidden from the buyer again.',
  })
  async reviewDecisionUndo(@Args('matchId', MATCH_ID) matchId: string): Promise<OfficialReviewPayload | Refusal> {
    return this.decisions.undo(matchId);
  }

  @Mutation(() => ReviewDecisionsUndoPayload, {
    description: 'Takes back decisions that were recorded together, of those matches that nobody has decided on since.',
  })
  async reviewDecisionsUndo(
    @Args('bulkId', { type: () => ID, description: 'The `bulkId` they were recorded under.' }) bulkId: string,
    @Args('onProblem', ON_PROBLEM) onProblem: OnProblemValue,
    @Context() context: OperationContext,
  ): Promise<ReviewBulkPayload | Refusal> {
    return told(await this.decisions.undoMany(bulkId, onProblem), context);
  }

  @Mutation(() => ReviewAnswerPayload, { description: 'Answers an official’s question about your firm.' })
  async reviewAnswer(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('answer', { description: `Up to ${numberIn('en', LONGEST_NOTE)} characters.` }) answer: string,
  ): Promise<Outcome | Refusal> {
    return this.answers.answer(matchId, answer);
  }

  @Mutation(() => ReviewAppealPayload, {
    description:
      'Appeals against the rejection of your firm: once in a review, and within the days that the operator allows. Another official decides.',
  })
  async reviewAppeal(
    @Args('matchId', MATCH_ID) matchId: string,
    @Args('reason', { description: `Why, in up to ${numberIn('en', LONGEST_NOTE)} characters.` }) reason: string,
  ): Promise<Outcome | Refusal> {
    return this.appeals.appeal(matchId, reason);
  }
}
