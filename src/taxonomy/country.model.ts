import { Field, ObjectType } from '@nestjs/graphql';
import { LabelsModel } from './taxonomy.models.js';

@ObjectType('Country', { description: 'A country of ISO 3166-1.' })
export class CountryModel {
  @Field({ description: 'ISO 3166-1 alpha-2: VN, JP, KR …' })
  code: string;

  @Field(() => LabelsModel, { description: 'Its usual names.' })
  labels: LabelsModel;
}
