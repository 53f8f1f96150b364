import { Field, Float, ObjectType } from '@nestjs/graphql';
import { countedConnectionOf } from '../platform/graphql/connection.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import { AdministrativeLevel, MaterialKindEnum, SenseOfCharacteristic } from './taxonomy.enums.js';

@ObjectType('Labels', { description: 'The name of a term in the languages Ketnoi knows it in.' })
export class LabelsModel {
  @Field({ description: 'Vietnamese.' })
  vi: string;

  @Field({ description: 'English.' })
  en: string;

  @Field(() => String, { nullable: true, description: 'Japanese, where we are sure.' })
  ja?: string | null;

  @Field(() => String, { nullable: true, description: 'Korean, where we are sure.' })
  ko?: string | null;
}

@ObjectType('Term', { description: 'An entry of a vocabulary: a sector, an end market, a language.' })
export class TermModel {
  @Field({ description: 'Stable for ever.' })
  code: string;

  @Field(() => LabelsModel, { description: 'Its names.' })
  labels: LabelsModel;

  @Field(() => [String], { description: 'Other words for the same, in any language.' })
  synonyms: string[];
}

@ObjectType('Process', {
  description: 'A manufacturing process in the tree. A capability in it answers it and every broader process.',
})
export class ProcessModel extends TermModel {
  /** Resolved into the object. */
  parent: unknown;

  @Field({ description: 'Whether it brings the part to size, so that tolerance and roughness are judged there.' })
  shapesToSize: boolean;

  @Field({ description: 'Where the entry comes from, for instance DIN 8580.' })
  source: string;
}

@ObjectType('StandardDesignation', { description: 'How a body of standards calls a grade.' })
export class StandardDesignationModel {
  @Field({ description: 'JIS, AISI, EN, KS, GB, TCVN …' })
  body: string;

  @Field(() => [String], { description: 'What it calls the grade; several where it numbers and names it.' })
  designations: string[];
}

@ObjectType('Material', { description: 'A material: a group, a family of grades, or one grade.' })
export class MaterialModel extends TermModel {
  parent: unknown;

  @Field(() => MaterialKindEnum, { description: 'How wide the entry is.' })
  kind: string;

  @Field({ description: 'The standard behind the entry.' })
  source: string;
}

@ObjectType('CertificateStandard', { description: 'A standard a firm can be certified to.' })
export class CertificateStandardModel extends TermModel {
  @Field({ description: 'quality, environment, social, product-safety …' })
  field: string;

  @Field({ description: 'Who publishes it.' })
  source: string;
}

@ObjectType('Characteristic', {
  description: 'A further number a capability or requirement can state: layers, IPC class, gsm.',
})
export class CharacteristicModel extends TermModel {
  /** Resolved into the object. */
  unit: string | null;

  @Field(() => SenseOfCharacteristic, { description: 'In which direction a firm can do more.' })
  better: string;

  @Field(() => Float, { description: 'The least sensible value.' })
  minimum: number;

  @Field(() => Float, { description: 'The greatest sensible value.' })
  maximum: number;
}

@ObjectType('UnitOfMeasure', { description: 'What a number counts or measures.' })
export class UnitModel extends TermModel {
  @Field({ description: 'What units convert into one another: those of the same dimension do.' })
  dimension: string;

  @Field(() => Float, { description: 'How many of the dimension’s first unit one of it is.' })
  factor: number;

  @Field({ description: 'Whether a capacity or a volume can be given in it.' })
  isAmount: boolean;
}

@ObjectType('AdministrativeUnit', { description: 'A province or ward of Vietnam, with the days it stands for.' })
export class AdministrativeUnitModel {
  @Field({ description: 'Official code: two digits for a province, five for a ward.' })
  code: string;

  @Field(() => AdministrativeLevel, { description: 'How large a unit it is.' })
  level: string;

  @Field({ description: 'Without its type: Ba Đình.' })
  name: string;

  @Field({ description: 'With its type: Phường Ba Đình.' })
  fullName: string;

  @Field({ description: 'In English: Ba Dinh Ward.' })
  fullNameEn: string;

  /** For `province`. */
  provinceCode: string | null;

  @Field(() => DayScalar, { description: 'First day.' })
  validFrom: string;

  @Field(() => DayScalar, { nullable: true, description: 'Last day; null while it stands.' })
  validTo: string | null;
}

@ObjectType({ description: 'A page of provinces or wards, by their codes.' })
export class AdministrativeUnitConnection extends countedConnectionOf(AdministrativeUnitModel, 'AdministrativeUnit') {}

@ObjectType('IndustrialPark', { description: 'A zone with its own management, where many firms work side by side.' })
export class IndustrialParkModel extends TermModel {
  /** For `province`. */
  provinceCode: string;

  @Field(() => Float, { nullable: true, description: 'Centre, WGS 84 degrees; null where unknown.' })
  latitude: number | null;

  @Field(() => Float, { nullable: true, description: 'Centre, WGS 84 degrees; null where unknown.' })
  longitude: number | null;

  @Field({ description: 'Where the entry comes from.' })
  source: string;
}
