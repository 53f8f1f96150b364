import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/graphql/connection.js';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { LONGEST } from './limits.js';
import { SupplierMutationPayload } from './supplier-user-error.js';
import type { TaxCodeClaimState } from './tax-code-claim.entity.js';

export const TaxCodeClaimStateEnum = describedEnum<TaxCodeClaimState>(
  'TaxCodeClaimState',
  'Where a claim to a tax code stands; all but OPEN are for ever.',
  {
    OPEN: 'It waits for an answer, or for an official.',
    WITHDRAWN: 'The claimant has taken it back.',
    MOVED: 'The code is the claimant’s.',
    STAYED: 'The code stayed where it was.',
    OVERTAKEN: 'Whoever had the code lost it for another reason.',
  },
);

export const TaxCodeClaimOutcomeEnum = describedEnum<'MOVES' | 'STAYS'>(
  'TaxCodeClaimOutcome',
  'What is decided on a claim to a tax code.',
  { MOVES: 'The code goes to the claimant.', STAYS: 'The code stays where it is.' },
);

@ObjectType('TaxCodeClaim', {
  description: 'A firm says that the tax code which another has signed up with is its own.',
})
export class TaxCodeClaimModel {
  @Field(() => ID, { description: 'Grows with time.' })
  id: string;

  @Field({ description: 'What is claimed.' })
  taxCode: string;

  @Field(() => TaxCodeClaimStateEnum, { description: 'Where it stands.' })
  state: TaxCodeClaimState;

  @Field({ description: 'The claimant’s name when it claimed.' })
  claimantName: string;

  @Field({ description: 'Why it is the claimant’s, in its own words, which both sides read.' })
  statement: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was claimed.' })
  claimedAt: Date;

  @Field(() => GraphQLISODateTime, { description: 'Until when whoever has the code may answer.' })
  answerUntil: Date;

  @Field(() => String, { nullable: true, description: 'What whoever has the code says to it. Null without an answer.' })
  answer: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was answered.' })
  answeredAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is over; null while it is open.' })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so. Null where it was not decided.' })
  reason: string | null;
}

@ObjectType({ description: 'A page of claims to tax codes, the oldest first.' })
export class TaxCodeClaimConnection extends connectionOf(TaxCodeClaimModel, 'TaxCodeClaim') {}

@InputType({ description: 'A tax code that another has signed up with, and what shows that it is one’s own.' })
export class TaxCodeClaimInput {
  @Field({ description: 'Ten digits, or ten and three for a branch; spaces and dots do not matter.' })
  taxCode: string;

  @Field(() => ID, { description: 'The certificate of registration, sent for REGISTRATION_CERTIFICATE.' })
  fileId: string;

  @Field({ description: `Why it is yours; up to ${LONGEST.note} characters. Whoever has the code reads it.` })
  statement: string;
}

@ObjectType({ isAbstract: true })
abstract class ClaimPayload extends SupplierMutationPayload {
  @Field(() => TaxCodeClaimModel, { nullable: true, description: 'Null when there are errors.' })
  claim?: TaxCodeClaimModel | null;
}

@ObjectType({ description: 'The claim as made.' })
export class TaxCodeClaimPayload extends SupplierMutationPayload {
  @Field(() => TaxCodeClaimModel, {
    nullable: true,
    description: 'Null when there are errors, and where nobody had the code: it is yours at once.',
  })
  claim?: TaxCodeClaimModel | null;
}

@ObjectType({ description: 'The claim, which is over.' })
export class TaxCodeClaimWithdrawPayload extends ClaimPayload {}

@ObjectType({ description: 'The claim as answered.' })
export class TaxCodeClaimAnswerPayload extends ClaimPayload {}

@ObjectType({ description: 'The claim as decided.' })
export class TaxCodeClaimDecidePayload extends ClaimPayload {}

@ObjectType({ description: 'Whose code is free again.' })
export class TaxCodeReleasePayload extends SupplierMutationPayload {
  @Field(() => ID, { nullable: true, description: 'The organisation. Null when there are errors.' })
  organisationId?: string | null;
}
