import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { LengthInput } from '../../taxonomy/measures.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';
import { TOLERANCE_CLASSES } from './iso-2768.js';
import { IT_GRADES } from './iso-286.js';

@InputType({
  description:
    'The tightest tolerance, in exactly one way: `plusMinus`, or `itGrade` with `nominal`, or `iso2768` with `nominal`.',
})
export class ToleranceRequirementInput extends RequirementInput {
  @Field(() => LengthInput, {
    nullable: true,
    description: 'As a ± value: half of the zone. Not above the part’s size.',
  })
  plusMinus?: LengthInput | null;

  @Field(() => Int, {
    nullable: true,
    description: `Standard tolerance grade of ISO 286-1: ${IT_GRADES.least} to ${IT_GRADES.most}.`,
  })
  itGrade?: number | null;

  @Field(() => String, { nullable: true, description: `Class of ISO 2768-1: ${TOLERANCE_CLASSES.join(', ')}.` })
  iso2768?: string | null;

  @Field(() => LengthInput, {
    nullable: true,
    description: 'Size the grade or class is looked up at; within the table of its standard.',
  })
  nominal?: LengthInput | null;
}

@ObjectType('ToleranceRequirement', {
  implements: () => [RequirementModel],
  description: 'The tightest tolerance, in one of three ways.',
})
export class ToleranceRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { nullable: true, description: 'As ±, in millimetres.' })
  plusMinus: MeasureModel | null;

  @Field(() => Int, { nullable: true, description: 'Grade of ISO 286-1.' })
  itGrade: number | null;

  @Field(() => String, { nullable: true, description: `Class of ISO 2768-1: ${TOLERANCE_CLASSES.join(', ')}.` })
  iso2768: string | null;

  @Field(() => MeasureModel, {
    nullable: true,
    description: 'Size the grade or class is looked up at, in millimetres.',
  })
  nominal: MeasureModel | null;
}
