import { Field, Float, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { LengthInput, MassInput, QuantityInput } from '../taxonomy/measures.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import { EvidenceGrade } from '../suppliers/evidence.js';

export const RequirementLevel = { MUST: 'MUST', PREFERENCE: 'PREFERENCE' } as const;
export type RequirementLevel = keyof typeof RequirementLevel;

registerEnumType(RequirementLevel, {
  name: 'RequirementLevel',
  description: 'How much a requirement counts.',
  valuesMap: {
    MUST: { description: 'A firm that does not meet it is not eligible.' },
    PREFERENCE: { description: 'Meeting it adds its weight to the score.' },
  },
});

/** What every requirement says beside its values. */
@InputType({ isAbstract: true })
export abstract class RequirementInput {
  @Field(() => RequirementLevel, { nullable: true, description: 'A must when left out.' })
  level?: RequirementLevel | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Above 0, at most 10; 1 when left out. Counts for a preference only.',
  })
  weight?: number | null;
}

@InputType({ description: 'What the part is made of.' })
export class MaterialRequirementInput extends RequirementInput {
  @Field(() => [String], { description: 'Materials of the taxonomy, codes or words; any of them will do. At most 20.' })
  anyOf: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only this very grade or its equivalents, not another of its family. False when left out.',
  })
  exactGrade?: boolean | null;
}

@InputType({ description: 'The box around the part. It may be turned.' })
export class SizeRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'One side.' })
  length: LengthInput;

  @Field(() => LengthInput, { description: 'Another side.' })
  width: LengthInput;

  @Field(() => LengthInput, { description: 'The third side.' })
  height: LengthInput;
}

@InputType({ description: 'The mass of the part.' })
export class MassRequirementInput extends RequirementInput {
  @Field(() => MassInput, { description: 'Of one part.' })
  value: MassInput;
}

@InputType({ description: 'The thickness of the material or wall.' })
export class ThicknessRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'Of the material or the wall.' })
  value: LengthInput;
}

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

  @Field(() => Int, { nullable: true, description: 'Standard tolerance grade of ISO 286-1: 1 to 18.' })
  itGrade?: number | null;

  @Field(() => String, { nullable: true, description: 'Class of ISO 2768-1: f, m, c or v.' })
  iso2768?: string | null;

  @Field(() => LengthInput, {
    nullable: true,
    description: 'Size the grade or class is looked up at; within the table of its standard.',
  })
  nominal?: LengthInput | null;
}

@InputType({ description: 'The finish of the surface.' })
export class RoughnessRequirementInput extends RequirementInput {
  @Field(() => LengthInput, { description: 'Ra, best given in um: { value: 1.6, unit: "um" }. At most 100 um.' })
  ra: LengthInput;
}

@InputType({ description: 'How many are ordered at once.' })
export class LotRequirementInput extends RequirementInput {
  @Field(() => Int, { description: 'Pieces, at least 1.' })
  pieces: number;
}

@InputType({ description: 'How much is needed a month.' })
export class VolumeRequirementInput extends RequirementInput {
  @Field(() => QuantityInput, { description: 'Amount a month.' })
  perMonth: QuantityInput;

  @Field(() => MassInput, {
    nullable: true,
    description: 'Mass of one piece: lets pieces be compared with a capacity in kilograms or tonnes.',
  })
  partMass?: MassInput | null;
}

@InputType({ description: 'How long it may take from order to delivery.' })
export class LeadTimeRequirementInput extends RequirementInput {
  @Field(() => Int, { description: 'Calendar days, 1 to 3,650.' })
  days: number;
}

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
    description: 'Where to, in words: an industrial park, ward or province. At most 300 characters.',
  })
  place?: string | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees. Goes before what the words resolve to.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'WGS 84 degrees.' })
  longitude?: number | null;

  @Field(() => LengthInput, {
    nullable: true,
    description: 'How far away a site may be, as the crow flies: { value: 60, unit: "km" }. At least 0.1 km.',
  })
  maxDistance?: LengthInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Provinces of Vietnam a site may be in, codes or names; any of them will do. At most 34.',
  })
  provinces?: string[] | null;
}

@InputType({
  description: 'A certificate the firm should hold on every day of delivery, for the site that does the work.',
})
export class CertificateRequirementInput extends RequirementInput {
  @Field({ description: 'A certificate standard of the taxonomy, code or word.' })
  standard: string;

  @Field(() => EvidenceGrade, { nullable: true, description: 'Any will do when left out.' })
  minEvidence?: `${EvidenceGrade}` | null;
}

@InputType({ description: 'Languages or end markets of which the firm should serve at least one.' })
export class AnyOfRequirementInput extends RequirementInput {
  @Field(() => [String], { description: 'Codes or words of the taxonomy; any of them will do. At most 20.' })
  anyOf: string[];
}

@InputType({ description: 'A further number: layers, IPC class, g/m². At least one bound.' })
export class CharacteristicRequirementInput extends RequirementInput {
  @Field({ description: 'A characteristic of the taxonomy, code or word.' })
  code: string;

  @Field(() => Float, { nullable: true, description: 'The least the firm must be able to do.' })
  atLeast?: number | null;

  @Field(() => Float, { nullable: true, description: 'The most, where less is stricter.' })
  atMost?: number | null;
}

@InputType({
  description: 'What a firm must, or should, be able to do for this part. What is left out is not asked for.',
})
export class RequirementsInput {
  @Field(() => MaterialRequirementInput, { nullable: true, description: 'Of what.' })
  material?: MaterialRequirementInput | null;

  @Field(() => SizeRequirementInput, { nullable: true, description: 'How large.' })
  size?: SizeRequirementInput | null;

  @Field(() => MassRequirementInput, { nullable: true, description: 'How heavy.' })
  mass?: MassRequirementInput | null;

  @Field(() => ThicknessRequirementInput, { nullable: true, description: 'How thick.' })
  thickness?: ThicknessRequirementInput | null;

  @Field(() => ToleranceRequirementInput, { nullable: true, description: 'How exact.' })
  tolerance?: ToleranceRequirementInput | null;

  @Field(() => RoughnessRequirementInput, { nullable: true, description: 'How smooth.' })
  roughness?: RoughnessRequirementInput | null;

  @Field(() => LotRequirementInput, { nullable: true, description: 'How many at once.' })
  lot?: LotRequirementInput | null;

  @Field(() => VolumeRequirementInput, { nullable: true, description: 'How much a month.' })
  volume?: VolumeRequirementInput | null;

  @Field(() => LeadTimeRequirementInput, { nullable: true, description: 'How fast.' })
  leadTime?: LeadTimeRequirementInput | null;

  @Field(() => DeliveryRequirementInput, { nullable: true, description: 'When and where.' })
  delivery?: DeliveryRequirementInput | null;

  @Field(() => [CertificateRequirementInput], { nullable: true, description: 'At most 30, each standard once.' })
  certificates?: CertificateRequirementInput[] | null;

  @Field(() => AnyOfRequirementInput, { nullable: true, description: 'Languages the firm should work in.' })
  languages?: AnyOfRequirementInput | null;

  @Field(() => AnyOfRequirementInput, {
    nullable: true,
    description: 'Markets the firm should know: motorbike, aerospace …',
  })
  endMarkets?: AnyOfRequirementInput | null;

  @Field(() => [CharacteristicRequirementInput], { nullable: true, description: 'At most 30, each once.' })
  characteristics?: CharacteristicRequirementInput[] | null;
}
