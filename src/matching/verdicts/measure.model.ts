import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType('Unit', { description: 'What a number counts or measures.' })
export class UnitModel {
  @Field({
    description: 'Stable for ever: mm, µm, kg, km, days, pieces, pairs, m2; of a characteristic also %, HRC, rpm …',
  })
  code: string;

  @Field({ description: 'As written after a number in the language of the request: m², đôi, days.' })
  symbol: string;
}

@ObjectType('Measure', { description: 'A number with what it counts or measures.' })
export class MeasureModel {
  @Field(() => Float, { description: 'In the unit beside it.' })
  value: number;

  @Field(() => UnitModel, { nullable: true, description: 'Null for a plain number: layers, axes.' })
  unit: UnitModel | null;
}
