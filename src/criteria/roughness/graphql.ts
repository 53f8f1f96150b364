import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { LengthInput } from '../../taxonomy/measures.js';
import { ROUGHEST } from '../../suppliers/limits.js';
import { UNIT } from '../../taxonomy/units.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'The finish of the surface.' })
export class RoughnessRequirementInput extends RequirementInput {
  @Field(() => LengthInput, {
    description: `Ra: { value: 1.6, unit: "${UNIT.um}" }. At most ${ROUGHEST.most} ${UNIT.um}.`,
  })
  ra: LengthInput;
}

@ObjectType('RoughnessRequirement', { implements: () => [RequirementModel], description: 'The finish of the surface.' })
export class RoughnessRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { description: 'Ra, in micrometres.' })
  ra: MeasureModel;
}
