import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { BuyerMatchModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { numberIn } from '../platform/i18n/message.js';
import { ComponentRequestModel } from '../requests/requests.models.js';
import { DisclosureMutationPayload } from './disclosure-user-error.js';
import type { Because, Level } from './level.js';
import { LONGEST_AGREEMENT } from './limits.js';

export const DisclosureLevel = describedEnum<Level>(
  'DisclosureLevel',
  'How much of a request a supplier is told. Each level tells what those before it do.',
  {
    TEASER: 'The processes, the family of material, a wide band of the volume and the region of delivery; no number.',
    REQUIREMENTS:
      'What the firm is judged by: each requirement with its value, how the firm meets it and what is missing.',
    FULL: 'The line as its buyer wrote it, with its name and numbers; after release its drawings, too.',
  },
);

export const DisclosureReason = describedEnum<Because>('DisclosureReason', 'Why a supplier is told as much as it is.', {
  BEFORE_RELEASE: 'No official has released the match yet; the buyer chose this for firms in that state.',
  RELEASED: 'An official has released the match; the buyer chose this for such firms.',
  AGREEMENT_TO_ACCEPT: 'There is more to see once the firm has accepted the buyer’s `agreement`.',
  CUT_OFF: 'The buyer has ended the firm’s access to the request.',
  OVER: 'The firm is no longer a match of the line, or the request was withdrawn.',
});

@ObjectType('DisclosureAgreement', {
  description: 'What a buyer asks firms to accept before they are told more of a request. Never edited.',
})
export class DisclosureAgreementModel {
  @Field(() => ID, { description: 'Another version has another.' })
  id: string;

  @Field(() => Int, { description: 'From 1, in each request.' })
  version: number;

  @Field({ description: 'In the buyer’s words.' })
  text: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when it is asked for.' })
  askedAt: Date;
}

@ObjectType('RequestDisclosure', { description: 'What suppliers that are matches of a request are told of it.' })
export class RequestDisclosureModel {
  @Field(() => DisclosureLevel, {
    description: 'Until an official has released the match. TEASER unless chosen otherwise.',
  })
  beforeRelease: Level;

  @Field(() => DisclosureLevel, { description: 'From the release on. REQUIREMENTS unless chosen otherwise.' })
  afterRelease: Level;
}

@ObjectType('MatchDisclosure', { description: 'How much the firm of a match is told of the request, and why.' })
export class MatchDisclosureModel {
  @Field(() => DisclosureLevel, { description: 'What it is told now.' })
  level: Level;

  @Field(() => DisclosureReason, { description: 'Why it is as much as that.' })
  because: Because;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the firm accepted the version that stands; null where it has not, or none is asked for.',
  })
  agreementAcceptedAt: Date | null;
}

@InputType({ description: 'What suppliers are told of a request from now on, those that were told more before, too.' })
export class RequestDisclosureInput {
  @Field(() => DisclosureLevel, { description: 'Until an official has released the match.' })
  beforeRelease: Level;

  @Field(() => DisclosureLevel, { description: 'From the release on.' })
  afterRelease: Level;
}

@InputType({ description: 'What firms are to accept.' })
export class DisclosureAgreementInput {
  @Field({ description: `In full; at most ${numberIn('en', LONGEST_AGREEMENT)} characters.` })
  text: string;
}

/** What each choice of a buyer for a request answers. */
@ObjectType({ isAbstract: true })
abstract class OfRequest extends DisclosureMutationPayload {
  @Field(() => ComponentRequestModel, { nullable: true, description: 'The request; null when refused.' })
  request?: unknown;
}

/** What each choice of a buyer for one firm answers. */
@ObjectType({ isAbstract: true })
abstract class OfBuyersMatch extends DisclosureMutationPayload {
  @Field(() => BuyerMatchModel, { nullable: true, description: 'The match; null when refused.' })
  match?: unknown;
}

@ObjectType({ description: 'The request with what is told of it now, or what stood in the way.' })
export class RequestDisclosureSetPayload extends OfRequest {}

@ObjectType({ description: 'The request with the agreement, or what stood in the way.' })
export class RequestAgreementAskPayload extends OfRequest {}

@ObjectType({ description: 'The request without an agreement, or what stood in the way.' })
export class RequestAgreementDropPayload extends OfRequest {}

@ObjectType({ description: 'The request with the contacts that stand for it, or what stood in the way.' })
export class RequestContactsSetPayload extends OfRequest {}

@ObjectType({ description: 'The match with what you are told now, or what stood in the way.' })
export class MatchAgreementAcceptPayload extends DisclosureMutationPayload {
  @Field(() => SupplierMatchModel, { nullable: true, description: 'Your match; null when refused.' })
  match?: unknown;
}

@ObjectType({ description: 'The match whose firm is cut off, or what stood in the way.' })
export class MatchAccessCutPayload extends OfBuyersMatch {}

@ObjectType({ description: 'The match whose firm is told again what others are, or what stood in the way.' })
export class MatchAccessRestorePayload extends OfBuyersMatch {}
