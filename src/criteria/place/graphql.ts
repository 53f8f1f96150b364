import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { LengthInput } from '../../taxonomy/measures.js';
import { DayScalar } from '../../platform/graphql/scalars.js';
import { AdministrativeUnitModel } from '../../taxonomy/taxonomy.models.js';
import { UNIT } from '../../taxonomy/units.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';
import { LONGEST_PLACE, MOST_PROVINCES, NEAREST_KM } from './limits.js';

@InputType({
  description:
    'When and where the parts go. The days alone say when certificates must hold; `level` and `weight` are those of the nearness asked for with `maxDistance` or `provinces`.',
})
export class DeliveryRequirementInput extends RequirementInput {
  @Field(() => DayScalar, { nullable: true, description: 'First day. Given together with `to`.' })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day; not before `from` and not in the past.' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where to, in words: an industrial park, ward or province. At most ${LONGEST_PLACE} characters.`,
  })
  place?: string | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees. Goes before what the words resolve to.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees.' })
  longitude?: number | null;

  @Field(() => LengthInput, {
    nullable: true,
    description: `How far away a site may be, as the crow flies: { value: 60, unit: "${UNIT.km}" }. At least ${NEAREST_KM} ${UNIT.km}.`,
  })
  maxDistance?: LengthInput | null;

  @Field(() => [String], {
    nullable: true,
    description: `Provinces of Vietnam a site may be in, codes or names; any of them will do. At most ${MOST_PROVINCES}.`,
  })
  provinces?: string[] | null;
}

@ObjectType('NearnessRequirement', {
  implements: () => [RequirementModel],
  description: 'How near to the place of delivery a site is to be. Both, where both are given.',
})
export class NearnessRequirementModel extends RequirementModel {
  @Field(() => MeasureModel, { nullable: true, description: 'How far away a site may be, in kilometres.' })
  maxDistance: MeasureModel | null;

  @Field(() => [AdministrativeUnitModel], { description: 'Provinces a site may be in; empty: any.' })
  provinces: AdministrativeUnitModel[];
}

@ObjectType('Delivery', {
  description: 'When and where the parts go. Certificates must hold on its days; of the place, only a nearness counts.',
})
export class DeliveryModel {
  @Field(() => DayScalar, { nullable: true, description: 'First day.' })
  from: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day.' })
  to: string | null;

  @Field(() => String, { nullable: true, description: 'The place in the buyer’s words.' })
  place: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'WGS 84 degrees: as given, else where the words were found to be.',
  })
  latitude: number | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees.' })
  longitude: number | null;

  @Field(() => NearnessRequirementModel, {
    nullable: true,
    description: 'How near a site is to be; null where that is not asked for.',
  })
  nearness: NearnessRequirementModel | null;
}
