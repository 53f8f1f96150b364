import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { LengthInput, LengthModel } from '../../taxonomy/measures.js';
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
  @Field(() => LengthModel, { description: 'One side.' })
  length: LengthModel;

  @Field(() => LengthModel, { description: 'Another side.' })
  width: LengthModel;

  @Field(() => LengthModel, { description: 'The third side.' })
  height: LengthModel;
}
