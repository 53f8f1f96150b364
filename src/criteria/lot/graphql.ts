import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'How many are ordered at once.' })
export class LotRequirementInput extends RequirementInput {
  @Field(() => Int, { description: 'Pieces, at least 1.' })
  pieces: number;
}

@ObjectType('LotRequirement', { implements: () => [RequirementModel], description: 'How many are ordered at once.' })
export class LotRequirementModel extends RequirementModel {
  @Field(() => Int, { description: 'How many are ordered at a time.' })
  pieces: number;
}
