import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { ComponentRequestModel } from '../requests/requests.models.js';
import { RequestMutationPayload } from '../requests/request-user-error.js';
import type { Because, Level } from './level.js';

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
  OVER: 'The firm is no longer a match of the line, or the request was withdrawn.',
});

@ObjectType('RequestDisclosure', { description: 'What suppliers that are matches of a request are told of it.' })
export class RequestDisclosureModel {
  @Field(() => DisclosureLevel, {
    description: 'Until an official has released the match. TEASER unless chosen otherwise.',
  })
  beforeRelease: Level;

  @Field(() => DisclosureLevel, { description: 'From the release on. REQUIREMENTS unless chosen otherwise.' })
  afterRelease: Level;
}

@ObjectType('MatchDisclosure', { description: 'How much you are told of what you were matched with, and why.' })
export class MatchDisclosureModel {
  @Field(() => DisclosureLevel, { description: 'What you are told now.' })
  level: Level;

  @Field(() => DisclosureReason, { description: 'Why it is as much as that.' })
  because: Because;
}

@InputType({ description: 'What suppliers are told of a request from now on, those that were told more before, too.' })
export class RequestDisclosureInput {
  @Field(() => DisclosureLevel, { description: 'Until an official has released the match.' })
  beforeRelease: Level;

  @Field(() => DisclosureLevel, { description: 'From the release on.' })
  afterRelease: Level;
}

@ObjectType({ description: 'The request with what is told of it now, or what stood in the way.' })
export class RequestDisclosureSetPayload extends RequestMutationPayload {
  @Field(() => ComponentRequestModel, { nullable: true, description: 'The request; null when refused.' })
  request?: unknown;
}
