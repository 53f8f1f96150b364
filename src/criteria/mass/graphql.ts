import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MassInput, MassModel } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The mass of the part.' })
export class MassRequirementInput extends RequirementInput {
  @Field(() => MassInput, { description: 'Of one part.' })
  value: MassInput;
}

@ObjectType('MassRequirement', { implements: () => [RequirementModel], description: 'The mass of one part.' })
export class MassRequirementModel extends RequirementModel {
  @Field(() => MassModel, { description: 'In kilograms.' })
  value: MassModel;
}
