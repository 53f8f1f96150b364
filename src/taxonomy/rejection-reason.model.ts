import { Field, ObjectType } from '@nestjs/graphql';
import { LabelsModel } from './taxonomy.models.js';

@ObjectType('RejectionReason', { description: 'Why an official may turn something down.' })
export class RejectionReasonModel {
  @Field({ description: 'Stable for ever.' })
  code: string;

  @Field(() => LabelsModel, { description: 'In words.' })
  labels: LabelsModel;

  @Field({ description: 'What it means in this case must be said in the note.' })
  needsNote: boolean;
}
