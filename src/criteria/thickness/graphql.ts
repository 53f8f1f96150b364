import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { LengthInput } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The thickness of the material or wall.' })
export class ThicknessRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'Of the material or the wall.' })
  value: LengthInput;
}

@ObjectType('ThicknessRequirement', {
  implements: () => [RequirementModel],
  description: 'The thickness of the material or wall.',
})
export class ThicknessRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { description: 'In millimetres.' })
  value: MeasureModel;
}
