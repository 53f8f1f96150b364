import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { OfficialMatchModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import type { DecisionKind as DecisionKindValue } from './review-decision.entity.js';
import { ReviewMutationPayload } from './review-user-error.js';
import { countedConnectionOf } from '../platform/graphql/connection.js';
import { LONGEST_NOTE } from './limits.js';
import { numberIn } from '../platform/i18n/message.js';

export const DecisionKind = describedEnum<DecisionKindValue>(
  'ReviewRecordKind',
  'ANSWER and APPEAL are the supplier’s; all others are an official’s.',
  {
    PROPOSE: 'The first of two approvals, where the authority asks for two.',
    APPROVE: 'Releases the match to the buyer.',
    REJECT: 'Turns the match down, with a reason.',
    REQUEST_INFORMATION: 'Asks the supplier something, and waits for its answer.',
    UNDO: 'Takes back the decision before it.',
    ANSWER: 'What the supplier said to the question.',
    APPEAL: 'The supplier asks for another official to look again, and says why.',
    HAND_OVER: 'Lays the review into the hands of one official.',
    TAKE_BACK: 'Lays it into nobody’s hands in particular again.',
  },
);

export const DecisionChoice = describedEnum('ReviewDecisionKind', 'What an official may decide of a match.', {
  APPROVE:
    'Releases the match to the buyer; where the authority asks for two approvals, the first is recorded as PROPOSE.',
  REJECT: 'Turns the match down, with a reason.',
  REQUEST_INFORMATION: 'Asks the supplier something, and waits for its answer.',
});

@ObjectType('ReviewRecord', { description: 'One step in the review of a firm for a line. Records are never changed.' })
export class ReviewRecordModel {
  @Field(() => ID, { description: 'A record is never edited, and keeps it.' })
  id: string;

  @Field(() => DecisionKind, { description: 'What was done.' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'The note, question or answer.' })
  note: string | null;

  @Field(() => Date, { description: 'When.' })
  decidedAt: Date;
}

@ObjectType({ description: 'A page of the records of a review, oldest first.' })
export class ReviewRecordConnection extends countedConnectionOf(ReviewRecordModel, 'ReviewRecord') {}

@InputType({ description: 'A decision on a match.' })
export class ReviewDecisionInput {
  @Field(() => DecisionChoice, { description: 'What is decided.' })
  kind: 'APPROVE' | 'REJECT' | 'REQUEST_INFORMATION';

  @Field(() => String, { nullable: true, description: 'For REJECT: a code of `rejectionReasons`.' })
  reasonCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `For people, up to ${numberIn('en', LONGEST_NOTE)} characters. Needed for a question and for the reason OTHER.`,
  })
  note?: string | null;
}

/** What each step in a review answers. */
@ObjectType({ isAbstract: true })
export abstract class ReviewPayload extends ReviewMutationPayload {
  @Field(() => ReviewRecordModel, { nullable: true, description: 'The record that was appended.' })
  record?: unknown;
}

/** What an official’s step answers. */
@ObjectType({ isAbstract: true })
export abstract class OfficialReviewPayload extends ReviewPayload {
  @Field(() => OfficialMatchModel, { nullable: true, description: 'The match as it stands now.' })
  match?: unknown;
}

@ObjectType({ description: 'The match with the decision recorded, or what stood in the way.' })
export class ReviewDecisionRecordPayload extends OfficialReviewPayload {}

@ObjectType({ description: 'The match as it was before the decision taken back, or what stood in the way.' })
export class ReviewDecisionUndoPayload extends OfficialReviewPayload {}

@ObjectType({ description: 'The match with the supplier’s answer, or what stood in the way.' })
export class ReviewAnswerPayload extends ReviewPayload {
  @Field(() => SupplierMatchModel, { nullable: true, description: 'Your match as it stands now.' })
  match?: unknown;
}

@ObjectType({ description: 'The match with the supplier’s appeal, or what stood in the way.' })
export class ReviewAppealPayload extends ReviewPayload {
  @Field(() => SupplierMatchModel, { nullable: true, description: 'Your match as it stands now.' })
  match?: unknown;
}
