import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Refusal } from '../platform/graphql/problems.js';
import { numberIn } from '../platform/i18n/message.js';
import { HandOversService } from './hand-overs.service.js';
import { LONGEST_NOTE } from './limits.js';
import {
  ON_PROBLEM,
  type ReviewBulkPayload,
  ReviewsHandOverPayload,
  ReviewSelectionInput,
  ReviewsTakeBackPayload,
  told,
} from './review-selection.models.js';
import type { OnProblem as OnProblemValue } from './review-steps.service.js';

const NOTE = {
  type: () => String,
  nullable: true,
  description: `For colleagues, up to ${numberIn('en', LONGEST_NOTE)} characters.`,
};

@Resolver()
export class HandOversResolver {
  constructor(private readonly handOvers: HandOversService) {}

  @Mutation(() => ReviewsHandOverPayload, {
    description: 'Lays reviews into the hands of a colleague, or into your own. Anybody may still decide.',
  })
  async reviewsHandOver(
    @Args('selection', { description: 'Which matches.' }) selection: ReviewSelectionInput,
    @Args('personId', { type: () => ID, description: 'A member of your authority.' }) personId: string,
    @Args('note', NOTE) note: string | null,
    @Args('onProblem', ON_PROBLEM) onProblem: OnProblemValue,
    @Context() context: OperationContext,
  ): Promise<ReviewBulkPayload | Refusal> {
    return told(await this.handOvers.handOver(selection, personId, note, onProblem), context);
  }

  @Mutation(() => ReviewsTakeBackPayload, {
    description: 'Takes reviews back that were handed over: they lie with nobody in particular again.',
  })
  async reviewsTakeBack(
    @Args('selection', { description: 'Which matches.' }) selection: ReviewSelectionInput,
    @Args('note', NOTE) note: string | null,
    @Args('onProblem', ON_PROBLEM) onProblem: OnProblemValue,
    @Context() context: OperationContext,
  ): Promise<ReviewBulkPayload | Refusal> {
    return told(await this.handOvers.takeBack(selection, note, onProblem), context);
  }
}
