import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { numberIn } from '../../platform/i18n/message.js';
import { LONGEST_LEAD_TIME } from '../../suppliers/limits.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'How long it may take from order to delivery.' })
export class LeadTimeRequirementInput extends RequirementInput {
  @Field(() => Int, { description: `Calendar days, 1 to ${numberIn('en', LONGEST_LEAD_TIME.most)}.` })
  days: number;
}

@ObjectType('LeadTimeRequirement', {
  implements: () => [RequirementModel],
  description: 'How long it may take from order to delivery.',
})
export class LeadTimeRequirementModel extends RequirementModel {
  @Field(() => Int, { description: 'Calendar days.' })
  days: number;
}
