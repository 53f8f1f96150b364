import { Field, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { MeasureModel } from '../taxonomy/measure.model.js';
import type { DeliveryRegion as DeliveryRegionValue } from './teaser.js';

export const DeliveryRegion = describedEnum<DeliveryRegionValue>(
  'DeliveryRegion',
  'Roughly where parts are delivered.',
  {
    NORTHERN_VIETNAM: 'Down to Ninh Bình.',
    CENTRAL_VIETNAM: 'From Thanh Hóa to Lâm Đồng, the highlands included.',
    SOUTHERN_VIETNAM: 'From Đồng Nai on.',
    ABROAD: 'Not in Vietnam.',
  },
);

@ObjectType('VolumeBand', {
  description:
    'A wide range a monthly volume lies in. Its steps are the same for all requests: each is ten times the one before.',
})
export class VolumeBandModel {
  @Field(() => MeasureModel, { nullable: true, description: 'So much or more; null in the lowest.' })
  atLeast: MeasureModel | null;

  @Field(() => MeasureModel, { nullable: true, description: 'Less than that; null in the highest.' })
  below: MeasureModel | null;
}

@ObjectType('RequestTeaser', {
  description:
    'What a firm with related work is told of a line in any case, beside its processes. It does not depend on what the firm states of itself.',
})
export class RequestTeaserModel {
  @Field(() => VolumeBandModel, {
    nullable: true,
    description: 'How much a month, roughly; null where it is not said.',
  })
  monthlyVolume: VolumeBandModel | null;

  @Field(() => DeliveryRegion, { nullable: true, description: 'Where to, roughly; null where it is not said.' })
  region: string | null;
}
