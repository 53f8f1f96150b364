import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { MassInput } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The mass of the part.' })
export class MassRequirementInput extends RequirementInput {
  @Field(() => MassInput, { description: 'Of one part.' })
  value: MassInput;
}

@ObjectType('MassRequirement', { implements: () => [RequirementModel], description: 'The mass of one part.' })
export class MassRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { description: 'In kilograms.' })
  value: MeasureModel;
}
