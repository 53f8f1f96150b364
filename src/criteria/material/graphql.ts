import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { MaterialModel } from '../../taxonomy/taxonomy.models.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';
import { MOST_WORDS } from '../limits.js';

@InputType({ description: 'What the part is made of.' })
export class MaterialRequirementInput extends RequirementInput {
  @Field(() => [String], {
    description: `Materials of the taxonomy, codes or words; any of them will do. At most ${MOST_WORDS}.`,
  })
  anyOf: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only this very grade or its equivalents, not another of its family. False when left out.',
  })
  exactGrade?: boolean | null;
}

@ObjectType('MaterialRequirement', { implements: () => [RequirementModel], description: 'What the part is made of.' })
export class MaterialRequirementModel extends RequirementModel {
  @Field(() => [MaterialModel], { description: 'Any of them will do.' })
  anyOf: MaterialModel[];

  @Field({ description: 'Only this very grade or its equivalents.' })
  exactGrade: boolean;
}
