import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { LengthInput, LengthModel } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The finish of the surface.' })
export class RoughnessRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'Ra, best given in um: { value: 1.6, unit: "um" }. At most 100 um.' })
  ra: LengthInput;
}

@ObjectType('RoughnessRequirement', { implements: () => [RequirementModel], description: 'The finish of the surface.' })
export class RoughnessRequirementModel extends RequirementModel {
  @Field(() => LengthModel, { description: 'Ra, in um.' })
  ra: LengthModel;
}
