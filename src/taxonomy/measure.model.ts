import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType('Measure', { description: 'A number with what it counts or measures.' })
export class MeasureModel {
  @Field(() => Float, { description: 'In the unit beside it.' })
  value: number;

  /** A code; the API shows the entry of the taxonomy. */
  unit: string | null;
}
