import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/graphql/connection.js';
import { LONGEST } from './limits.js';
import { SupplierMutationPayload } from './supplier-user-error.js';

@ObjectType('ConflictOfInterest', {
  description:
    'A firm or a buyer that an official does not decide about: neither about matches nor about what a firm declares.',
})
export class ConflictOfInterestModel {
  @Field(() => ID, { description: 'Grows with time.' })
  id: string;

  @Field({ description: 'In the official’s words.' })
  reason: string;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  declaredAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when; null while it stands.' })
  withdrawnAt: Date | null;
}

@ObjectType({ description: 'A page of what officials have declared, the latest first.' })
export class ConflictOfInterestConnection extends connectionOf(ConflictOfInterestModel, 'ConflictOfInterest') {}

@InputType({ description: 'With whom, and why: a firm or a buyer, one of the two.' })
export class ConflictOfInterestInput {
  @Field(() => ID, { nullable: true, description: 'As in `Match.firm`; not beside a buyer.' })
  firmId?: string | null;

  @Field(() => ID, { nullable: true, description: 'As in `ComponentRequest.buyer`; not beside a firm.' })
  buyerOrganisationId?: string | null;

  @Field({ description: `What the conflict is; up to ${LONGEST.note} characters.` })
  reason: string;
}

@ObjectType({ isAbstract: true })
abstract class ConflictPayload extends SupplierMutationPayload {
  @Field(() => ConflictOfInterestModel, {
    nullable: true,
    description: 'What was declared. Null when there are errors.',
  })
  conflict?: ConflictOfInterestModel | null;
}

@ObjectType({ description: 'The conflict as declared.' })
export class ConflictOfInterestDeclarePayload extends ConflictPayload {}

@ObjectType({ description: 'The conflict, which stands no more.' })
export class ConflictOfInterestWithdrawPayload extends ConflictPayload {}
