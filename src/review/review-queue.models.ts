import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Eligibility as EligibilityValue } from '../matching/eligibility.js';
import type { ReviewState as ReviewStateValue } from '../matching/match.entity.js';
import { Eligibility, ReviewState } from '../matching/matches.models.js';
import type { HandedOver } from '../matching/review-queue-filter.js';
import { type ReviewQueueOrder, ReviewQueueOrderEnum } from '../matching/review-queue-order.js';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { PageArgs } from '../platform/graphql/connection.js';

@ObjectType('ReviewCounts', { description: 'How many matches wait, were proposed, asked about, approved or rejected.' })
export class ReviewCountsModel {
  @Field(() => Int, { description: 'Waiting for a decision.' })
  pending: number;

  @Field(() => Int, { description: 'Waiting for a second official.' })
  proposed: number;

  @Field(() => Int, { description: 'Waiting for the supplier’s answer.' })
  informationRequested: number;

  @Field(() => Int, { description: 'Released to the buyer.' })
  approved: number;

  @Field(() => Int, { description: 'Turned down.' })
  rejected: number;

  @Field(() => Int, { description: 'Turned down and appealed against; another official is to decide.' })
  appealed: number;
}

@ObjectType('ReviewRules', { description: 'How an authority reviews.' })
export class ReviewRulesModel {
  @Field(() => Boolean, {
    description: 'Whether the first approval only proposes, and a second official’s releases the match.',
  })
  approvalsNeedTwo: boolean;
}

@InputType({ description: 'A range of ranks, both ends included. What is absent does not bound.' })
export class RankRangeInput {
  @Field(() => Int, { nullable: true, description: 'The best of them, from 1.' })
  from?: number | null;

  @Field(() => Int, { nullable: true, description: 'The last of them.' })
  to?: number | null;
}

@InputType({ description: 'A range of scores from 0 to 1, both ends included. What is absent does not bound.' })
export class ScoreRangeInput {
  @Field(() => Float, { nullable: true, description: 'The lowest of them.' })
  from?: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest of them.' })
  to?: number | null;
}

@InputType({ description: 'A range of ages in days, both ends included. What is absent does not bound.' })
export class AgeRangeInput {
  @Field(() => Int, { nullable: true, description: 'The youngest of them: 7 finds what has stood so for a week.' })
  from?: number | null;

  @Field(() => Int, { nullable: true, description: 'The oldest of them.' })
  to?: number | null;
}

export const HandedOverEnum = describedEnum<HandedOver>('ReviewHandedOver', 'Whom a review lies with.', {
  TO_ME: 'With whoever asks.',
  TO_OTHERS: 'With somebody else.',
  TO_NOBODY: 'With nobody in particular.',
});

@InputType({ description: 'Which matches of the queue. What is absent does not narrow it.' })
export class ReviewQueueFilter {
  @Field(() => [ReviewState], {
    nullable: true,
    description: 'Where the review stands; absent: what waits for an official, PENDING, PROPOSED and APPEALED.',
  })
  states?: ReviewStateValue[] | null;

  @Field(() => AgeRangeInput, { nullable: true, description: 'For how long it has stood there.' })
  days?: AgeRangeInput | null;

  @Field(() => HandedOverEnum, { nullable: true, description: 'In whose hands it is.' })
  handedOver?: HandedOver | null;

  @Field(() => [Eligibility], { nullable: true, description: 'How the firm came out.' })
  eligibilities?: EligibilityValue[] | null;

  @Field(() => RankRangeInput, { nullable: true, description: 'The place among the firms of the line.' })
  rank?: RankRangeInput | null;

  @Field(() => ScoreRangeInput, {
    nullable: true,
    description: 'The score that counts what is unknown as not met (`confirmed`).',
  })
  confirmed?: ScoreRangeInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only what rests on something that has changed since. False: only what still holds.',
  })
  isOutdated?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only this request.' })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only this line.' })
  lineId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of a process that the line asks for; those below it count as well.',
  })
  process?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2 code of the country of the buyer.' })
  buyerCountry?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a sector of the firm.' })
  sector?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a province where the firm has a site.' })
  province?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words or parts of words of the firm’s name, with or without marks; each must occur.',
  })
  firmName?: string | null;
}

@ArgsType()
export class ReviewQueueArgs extends PageArgs {
  @Field(() => ReviewQueueFilter, { nullable: true, description: 'Which matches.' })
  filter?: ReviewQueueFilter | null;

  @Field(() => ReviewQueueOrderEnum, {
    defaultValue: 'REQUEST',
    description: 'What comes first. A cursor belongs to one order.',
  })
  orderBy: ReviewQueueOrder;
}
