import { Field, Float, InputType, InterfaceType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { HEAVIEST } from './limits.js';

export const RequirementLevel = describedEnum('RequirementLevel', 'How much a requirement counts.', {
  MUST: 'A firm that does not meet it is not eligible.',
  PREFERENCE: 'Meeting it adds its weight to the score.',
});
export type RequirementLevel = keyof typeof RequirementLevel;

@InputType({ isAbstract: true })
export abstract class RequirementInput {
  @Field(() => RequirementLevel, { nullable: true, description: 'A must when left out.' })
  level?: RequirementLevel | null;

  @Field(() => Float, {
    nullable: true,
    description: `Above 0, at most ${HEAVIEST}; 1 when left out. Counts for a preference only.`,
  })
  weight?: number | null;
}

@InterfaceType('Requirement', {
  description: 'Something a line asks for, and how much it counts.',
})
export abstract class RequirementModel {
  @Field(() => RequirementLevel, { description: 'A must or a preference.' })
  level: RequirementLevel;

  @Field(() => Float, { nullable: true, description: 'What meeting it adds to the score; null for a must.' })
  weight: number | null;
}
