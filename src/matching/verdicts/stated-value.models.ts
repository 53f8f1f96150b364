import { Field, InterfaceType, ObjectType } from '@nestjs/graphql';
import { DayScalar } from '../../platform/graphql/scalars.js';
import { EvidenceGrade } from '../../suppliers/evidence.js';
import {
  AdministrativeUnitModel,
  CertificateStandardModel,
  MaterialModel,
  ProcessModel,
  TermModel,
} from '../../taxonomy/taxonomy.models.js';
import { MeasureModel } from '../../taxonomy/measure.model.js';

@InterfaceType('StatedValue', {
  description:
    'What a buyer asks for or a firm offers, as it was judged: the values of its type, and the same in words.',
})
export abstract class StatedValueModel {
  constructor(private readonly words: () => string) {}

  /** Put into words only when somebody asks. */
  @Field(() => String, { description: 'As a table says it, in the language of the request.' })
  get text(): string {
    return this.words();
  }
}

const statedAs = { implements: () => [StatedValueModel] };

@ObjectType('StatedQuantity', {
  ...statedAs,
  description: 'A mass, a lot, a lead time, a roughness; an amount a month.',
})
export class StatedQuantityModel extends StatedValueModel {
  @Field(() => MeasureModel, { description: 'How much.' })
  amount: MeasureModel;
}

@ObjectType('StatedConvertedQuantity', {
  ...statedAs,
  description: 'A capacity turned into the unit asked for, beside what the firm stated.',
})
export class StatedConvertedQuantityModel extends StatedValueModel {
  @Field(() => MeasureModel, { description: 'In the unit asked for: what was judged.' })
  amount: MeasureModel;

  @Field(() => MeasureModel, { description: 'As the firm put it.' })
  stated: MeasureModel;
}

@ObjectType('StatedSides', { ...statedAs, description: 'The box around a part, which may be turned.' })
export class StatedSidesModel extends StatedValueModel {
  @Field(() => [MeasureModel], { description: 'Three lengths, in the order they were given.' })
  sides: MeasureModel[];
}

@ObjectType('StatedRange', { ...statedAs, description: 'Everything between two values.' })
export class StatedRangeModel extends StatedValueModel {
  @Field(() => MeasureModel, { description: 'The least, itself included.' })
  lowest: MeasureModel;

  @Field(() => MeasureModel, { description: 'The most, itself included.' })
  highest: MeasureModel;
}

@ObjectType('StatedBounds', {
  ...statedAs,
  description: 'A number of a characteristic; both bounds are the same where one value was stated.',
})
export class StatedBoundsModel extends StatedValueModel {
  @Field(() => MeasureModel, { nullable: true, description: 'The lower bound; null without one.' })
  atLeast: MeasureModel | null;

  @Field(() => MeasureModel, { nullable: true, description: 'The upper bound; null without one.' })
  atMost: MeasureModel | null;
}

@ObjectType('StatedMaterials', { ...statedAs, description: 'What the part may be made of, or what the firm works in.' })
export class StatedMaterialsModel extends StatedValueModel {
  @Field(() => [MaterialModel], { description: 'Asked for: any of them. Offered: all of them.' })
  materials: MaterialModel[];
}

@ObjectType('StatedTerms', { ...statedAs, description: 'Languages or end markets.' })
export class StatedTermsModel extends StatedValueModel {
  @Field(() => [TermModel], { description: 'Asked for: any of them. Offered: all of them.' })
  terms: TermModel[];
}

@ObjectType('StatedProcess', {
  ...statedAs,
  description: 'An operation as it was asked for, or the firm’s nearest work.',
})
export class StatedProcessModel extends StatedValueModel {
  @Field(() => ProcessModel, { description: 'What is done.' })
  process: ProcessModel;

  @Field({ description: 'Asked for: it must be the firm’s own work. Offered: the firm says that it is.' })
  isOwn: boolean;
}

@ObjectType('StatedTolerance', {
  ...statedAs,
  description: 'A deviation to both sides, and the standard it was read from.',
})
export class StatedToleranceModel extends StatedValueModel {
  @Field(() => MeasureModel, {
    nullable: true,
    description: 'The ±; null where the table of the standard ends before.',
  })
  plusMinus: MeasureModel | null;

  @Field(() => String, { nullable: true, description: 'Grade or class: “IT7”, “ISO 2768-m”; null where ± was given.' })
  basis: string | null;

  @Field(() => MeasureModel, { nullable: true, description: 'Size at which the grade or class was looked up.' })
  nominal: MeasureModel | null;
}

@ObjectType('StatedNearness', { ...statedAs, description: 'Where a site may be; with both limits, both must hold.' })
export class StatedNearnessModel extends StatedValueModel {
  @Field(() => MeasureModel, {
    nullable: true,
    description: 'From the place of delivery, as the crow flies; null: any.',
  })
  maxDistance: MeasureModel | null;

  @Field(() => [AdministrativeUnitModel], { description: 'Any of them; empty: everywhere.' })
  provinces: AdministrativeUnitModel[];
}

@ObjectType('StatedLocation', { ...statedAs, description: 'Where the site is that was judged.' })
export class StatedLocationModel extends StatedValueModel {
  @Field(() => MeasureModel, {
    nullable: true,
    description: 'From the place of delivery, as the crow flies; null where the province decided.',
  })
  distance: MeasureModel | null;

  @Field(() => AdministrativeUnitModel, { nullable: true, description: 'Null where only the distance is known.' })
  province: AdministrativeUnitModel | null;
}

@ObjectType('StatedPeriod', { ...statedAs, description: 'Certificates, and the days they must cover or do cover.' })
export class StatedPeriodModel extends StatedValueModel {
  @Field(() => [CertificateStandardModel], { description: 'Asked for: the standard. Offered: those that answer it.' })
  standards: CertificateStandardModel[];

  @Field(() => DayScalar, { nullable: true, description: 'First day; null where the certificate does not say.' })
  from: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day; null where the certificate does not say.' })
  to: string | null;

  @Field(() => EvidenceGrade, { nullable: true, description: 'Asked for: at least this; null: any. Offered: this.' })
  evidence: string | null;
}
