import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/graphql/connection.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import { PersonModel } from './identity.models.js';

@ObjectType('HistoryDetail', {
  description: 'What more is known of something that was done: a reference, a code, a number or a hash.',
})
export class HistoryDetailModel {
  @Field({ description: 'What it is: `firmId`, `role`, `sha256`.' })
  name: string;

  @Field({ description: 'As it was recorded; lists as JSON.' })
  value: string;
}

@ObjectType('HistoryEntry', {
  description:
    'Something that was done in your organisation, as the audit trail has it: whoever reads of it later can see that nothing was changed in between.',
})
export class HistoryEntryModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'When.' })
  at: Date;

  @Field({ description: 'What was done: `firm.update`, `member.invite`, `session.create`.' })
  action: string;

  @Field({ description: 'What it was done to: `firm`, `request`, `person`.' })
  subjectType: string;

  @Field(() => ID, { description: 'Which one of those.' })
  subjectId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What Ketnoi itself was about, where it acted in the name of somebody or by itself. Null otherwise.',
  })
  purpose: string | null;

  @Field(() => PersonModel, {
    nullable: true,
    description: 'Who did it. Null for Ketnoi itself, and for whoever is no member any more.',
  })
  person?: PersonModel | null;

  @Field(() => [HistoryDetailModel], { description: 'What more is known of it.' })
  details?: HistoryDetailModel[];

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the chain of your organisation, from 1. Null for some seconds, until it is sealed.',
  })
  position: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 over the hash of the entry before it and its own words. Null until it is sealed.',
  })
  hash: string | null;
}

@ObjectType({ description: 'A page of what was done, the latest first.' })
export class HistoryEntryConnection extends connectionOf(HistoryEntryModel, 'HistoryEntry') {}

@InputType({ description: 'Which of what was done; all that is given must be so.' })
export class HistoryFilterInput {
  @Field(() => String, { nullable: true, description: 'Only this: `member.invite`.' })
  action?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only what was done to this firm, request, person or whatever else.',
  })
  subjectId?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'From this day on, as days are in UTC.' })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Up to this day, and with it.' })
  to?: string | null;
}
