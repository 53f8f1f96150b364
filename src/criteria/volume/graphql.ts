import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { MassInput, QuantityInput } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'How much is needed a month.' })
export class VolumeRequirementInput extends RequirementInput {
  @Field(() => QuantityInput, { description: 'Amount a month.' })
  perMonth: QuantityInput;

  @Field(() => MassInput, {
    nullable: true,
    description: 'Mass of one piece: lets pieces be compared with a capacity in kilograms or tonnes.',
  })
  partMass?: MassInput | null;
}

@ObjectType('VolumeRequirement', { implements: () => [RequirementModel], description: 'How much is needed a month.' })
export class VolumeRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { description: 'Amount a month, in the unit it was given in.' })
  perMonth: MeasureModel;

  @Field(() => MeasureModel, { nullable: true, description: 'Mass of one piece, in kilograms.' })
  partMass: MeasureModel | null;
}
