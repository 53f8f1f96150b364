import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { CharacteristicModel } from '../../taxonomy/taxonomy.models.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({ description: 'A further number: layers, IPC class, weight of cloth. At least one bound.' })
export class CharacteristicRequirementInput extends RequirementInput {
  @Field({ description: 'A characteristic of the taxonomy, code or word.' })
  code: string;

  @Field(() => Float, { nullable: true, description: 'The least the firm must be able to do.' })
  atLeast?: number | null;

  @Field(() => Float, { nullable: true, description: 'The most, where less is stricter.' })
  atMost?: number | null;
}

@ObjectType('CharacteristicRequirement', {
  implements: () => [RequirementModel],
  description: 'A further number, with at least one bound.',
})
export class CharacteristicRequirementModel extends RequirementModel {
  @Field(() => CharacteristicModel, { description: 'What is counted or measured, with its unit.' })
  characteristic: CharacteristicModel;

  @Field(() => Float, { nullable: true, description: 'What the firm must at least be able to do.' })
  atLeast: number | null;

  @Field(() => Float, { nullable: true, description: 'What the firm must stay within, where less is stricter.' })
  atMost: number | null;
}
