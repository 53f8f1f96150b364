import { Field, Float, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { LengthModel, MassModel, QuantityModel } from '../taxonomy/measures.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import { EvidenceGrade } from '../suppliers/evidence.js';
import {
  AdministrativeUnitModel,
  CertificateStandardModel,
  CharacteristicModel,
  MaterialModel,
  TermModel,
} from '../taxonomy/taxonomy.models.js';
import { RequirementLevel } from './requirements.inputs.js';

@InterfaceType('Requirement', {
  description:
    'Something a line asks for, and how much it counts. Of a delivery only the nearness counts, and only where it is asked for.',
})
export abstract class RequirementModel {
  @Field(() => RequirementLevel, { description: 'A must or a preference.' })
  level: RequirementLevel;

  @Field(() => Float, { nullable: true, description: 'What meeting it adds to the score; null for a must.' })
  weight: number | null;
}

@ObjectType('MaterialRequirement', { implements: () => [RequirementModel], description: 'What the part is made of.' })
export class MaterialRequirementModel extends RequirementModel {
  @Field(() => [MaterialModel], { description: 'Any of them will do.' })
  anyOf: MaterialModel[];

  @Field({ description: 'Only this very grade or its equivalents.' })
  exactGrade: boolean;
}

@ObjectType('SizeRequirement', {
  implements: () => [RequirementModel],
  description: 'The box around the part, in millimetres. It may be turned.',
})
export class SizeRequirementModel extends RequirementModel {
  @Field(() => LengthModel, { description: 'One side.' })
  length: LengthModel;

  @Field(() => LengthModel, { description: 'Another side.' })
  width: LengthModel;

  @Field(() => LengthModel, { description: 'The third side.' })
  height: LengthModel;
}

@ObjectType('MassRequirement', { implements: () => [RequirementModel], description: 'The mass of one part.' })
export class MassRequirementModel extends RequirementModel {
  @Field(() => MassModel, { description: 'In kilograms.' })
  value: MassModel;
}

@ObjectType('ThicknessRequirement', {
  implements: () => [RequirementModel],
  description: 'The thickness of the material or wall.',
})
export class ThicknessRequirementModel extends RequirementModel {
  @Field(() => LengthModel, { description: 'In millimetres.' })
  value: LengthModel;
}

@ObjectType('ToleranceRequirement', {
  implements: () => [RequirementModel],
  description: 'The tightest tolerance, in one of three ways.',
})
export class ToleranceRequirementModel extends RequirementModel {
  @Field(() => LengthModel, { nullable: true, description: 'As ±, in millimetres.' })
  plusMinus: LengthModel | null;

  @Field(() => Int, { nullable: true, description: 'Grade of ISO 286-1.' })
  itGrade: number | null;

  @Field(() => String, { nullable: true, description: 'Class of ISO 2768-1: f, m, c or v.' })
  iso2768: string | null;

  @Field(() => LengthModel, { nullable: true, description: 'Size the grade or class is looked up at, in millimetres.' })
  nominal: LengthModel | null;
}

@ObjectType('RoughnessRequirement', { implements: () => [RequirementModel], description: 'The finish of the surface.' })
export class RoughnessRequirementModel extends RequirementModel {
  @Field(() => LengthModel, { description: 'Ra, in um.' })
  ra: LengthModel;
}

@ObjectType('LotRequirement', { implements: () => [RequirementModel], description: 'How many are ordered at once.' })
export class LotRequirementModel extends RequirementModel {
  @Field(() => Int, { description: 'How many are ordered at a time.' })
  pieces: number;
}

@ObjectType('VolumeRequirement', { implements: () => [RequirementModel], description: 'How much is needed a month.' })
export class VolumeRequirementModel extends RequirementModel {
  @Field(() => QuantityModel, { description: 'Amount a month, in the unit it was given in.' })
  perMonth: QuantityModel;

  @Field(() => MassModel, { nullable: true, description: 'Mass of one piece, in kilograms.' })
  partMass: MassModel | null;
}

@ObjectType('LeadTimeRequirement', {
  implements: () => [RequirementModel],
  description: 'How long it may take from order to delivery.',
})
export class LeadTimeRequirementModel extends RequirementModel {
  @Field(() => Int, { description: 'Calendar days.' })
  days: number;
}

@ObjectType('DeliveryRequirement', {
  description:
    'When and where the parts go. `level` and `weight` are those of the nearness asked for, null without one.',
})
export class DeliveryRequirementModel {
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

  @Field(() => LengthModel, { nullable: true, description: 'How far away a site may be, in kilometres.' })
  maxDistance: LengthModel | null;

  @Field(() => [AdministrativeUnitModel], { description: 'Provinces a site may be in; empty: any.' })
  provinces: AdministrativeUnitModel[];

  @Field(() => RequirementLevel, { nullable: true, description: 'Whether nearness is a must or a preference.' })
  level: RequirementLevel | null;

  @Field(() => Float, { nullable: true, description: 'What nearness adds to the score.' })
  weight: number | null;
}

@ObjectType('CertificateRequirement', {
  implements: () => [RequirementModel],
  description: 'A certificate to be held on every day of delivery.',
})
export class CertificateRequirementModel extends RequirementModel {
  @Field(() => CertificateStandardModel, { description: 'This standard, or one that implies it.' })
  standard: CertificateStandardModel;

  @Field(() => EvidenceGrade, { nullable: true, description: 'How well it must be supported; null: any way.' })
  minEvidence: `${EvidenceGrade}` | null;
}

@ObjectType('AnyOfRequirement', {
  implements: () => [RequirementModel],
  description: 'Languages or end markets of which the firm should serve one.',
})
export class AnyOfRequirementModel extends RequirementModel {
  @Field(() => [TermModel], { description: 'Any of them will do.' })
  anyOf: TermModel[];
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

@ObjectType('Requirements', {
  description: 'What a firm must, or should, be able to do for a part. Null: not asked for.',
})
export class RequirementsModel {
  @Field(() => MaterialRequirementModel, { nullable: true, description: 'Of what.' })
  material: MaterialRequirementModel | null;

  @Field(() => SizeRequirementModel, { nullable: true, description: 'How large.' })
  size: SizeRequirementModel | null;

  @Field(() => MassRequirementModel, { nullable: true, description: 'How heavy.' })
  mass: MassRequirementModel | null;

  @Field(() => ThicknessRequirementModel, { nullable: true, description: 'How thick.' })
  thickness: ThicknessRequirementModel | null;

  @Field(() => ToleranceRequirementModel, { nullable: true, description: 'How exact.' })
  tolerance: ToleranceRequirementModel | null;

  @Field(() => RoughnessRequirementModel, { nullable: true, description: 'How smooth.' })
  roughness: RoughnessRequirementModel | null;

  @Field(() => LotRequirementModel, { nullable: true, description: 'How many at once.' })
  lot: LotRequirementModel | null;

  @Field(() => VolumeRequirementModel, { nullable: true, description: 'How much a month.' })
  volume: VolumeRequirementModel | null;

  @Field(() => LeadTimeRequirementModel, { nullable: true, description: 'How fast.' })
  leadTime: LeadTimeRequirementModel | null;

  @Field(() => DeliveryRequirementModel, { nullable: true, description: 'When and where.' })
  delivery: DeliveryRequirementModel | null;

  @Field(() => [CertificateRequirementModel], { description: 'Each standard once.' })
  certificates: CertificateRequirementModel[];

  @Field(() => AnyOfRequirementModel, { nullable: true, description: 'Languages the firm should work in.' })
  languages: AnyOfRequirementModel | null;

  @Field(() => AnyOfRequirementModel, { nullable: true, description: 'Markets the firm should know.' })
  endMarkets: AnyOfRequirementModel | null;

  @Field(() => [CharacteristicRequirementModel], { description: 'Each once.' })
  characteristics: CharacteristicRequirementModel[];
}
