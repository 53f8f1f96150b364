import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { LengthInput } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The box around the part. It may be turned.' })
export class SizeRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'One side.' })
  length: LengthInput;

  @Field(() => LengthInput, { description: 'Another side.' })
  width: LengthInput;

  @Field(() => LengthInput, { description: 'The third side.' })
  height: LengthInput;
}

@ObjectType('SizeRequirement', {
  implements: () => [RequirementModel],
  description: 'The box around the part, in millimetres. It may be turned.',
})
export class SizeRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { description: 'One side.' })
  length: MeasureModel;

  @Field(() => MeasureModel, { description: 'Another side.' })
  width: MeasureModel;

  @Field(() => MeasureModel, { description: 'The third side.' })
  height: MeasureModel;
}
