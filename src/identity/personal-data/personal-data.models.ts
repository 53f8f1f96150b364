import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { StoredFileModel } from '../../platform/storage/stored-file.model.js';
import { IdentityMutationPayload } from '../identity-user-error.js';
import { PrivacyDeclarationModel } from './privacy.models.js';

@ObjectType('PersonalDataExport', { description: 'A copy of all that is kept of whoever is asking.' })
export class PersonalDataExportModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked for.' })
  askedAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was ready. Null until then.' })
  madeAt: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when it is kept. Null until it is ready.' })
  expiresAt: Date | null;

  @Field(() => StoredFileModel, {
    nullable: true,
    description:
      'The copy, as JSON: each table with the person’s rows, for what they are kept, for how long, and what erasure does with them. For this person alone, acting for the organisation they acted for when they asked. Null until it is ready.',
  })
  file?: StoredFileModel | null;
}

@ObjectType('Erasure', { description: 'That whoever is asking is about to be erased.' })
export class ErasureModel {
  @Field(() => GraphQLISODateTime, { description: 'When it was asked for.' })
  askedAt: Date;

  @Field(() => GraphQLISODateTime, {
    description: 'When it begins; until then `personalDataErasureCancel` takes it back.',
  })
  dueAt: Date;
}

@ObjectType('PersonalData', { description: 'What whoever is asking has asked for about their own data.' })
export class PersonalDataModel {
  @Field(() => [PersonalDataExportModel], { description: 'Copies that wait or are still kept, the latest first.' })
  exports: PersonalDataExportModel[];

  @Field(() => ErasureModel, { nullable: true, description: 'The erasure that waits. Null where none does.' })
  erasure: ErasureModel | null;

  @Field(() => [PrivacyDeclarationModel], {
    description: 'Which privacy notices were shown, and all consents, taken back or not; the latest first.',
  })
  declarations: PrivacyDeclarationModel[];
}

@InputType({ description: 'The wish to be erased.' })
export class PersonalDataErasureInput {
  @Field({ description: 'The password as it stands: a session that was left open is not enough.' })
  currentPassword: string;
}

@ObjectType({ description: 'The copy that is to be made.' })
export class PersonalDataExportRequestPayload extends IdentityMutationPayload {
  @Field(() => PersonalDataExportModel, {
    nullable: true,
    description: 'The one that waits. Null when there are errors.',
  })
  export?: PersonalDataExportModel | null;
}

@ObjectType({ description: 'When the erasure begins, or what stands in its way.' })
export class PersonalDataErasureRequestPayload extends IdentityMutationPayload {
  @Field(() => ErasureModel, { nullable: true, description: 'The erasure that waits. Null when there are errors.' })
  erasure?: ErasureModel | null;
}

@ObjectType({ description: 'The end of an erasure that waited, or why there was none.' })
export class PersonalDataErasureCancelPayload extends IdentityMutationPayload {}

@ObjectType({ description: 'All that was declared, with what is new, or what stood in the way.' })
export class PrivacyDeclarePayload extends IdentityMutationPayload {
  @Field(() => [PrivacyDeclarationModel], {
    nullable: true,
    description: 'The latest first. Null when there are errors.',
  })
  declarations?: PrivacyDeclarationModel[] | null;
}

@ObjectType({ description: 'All that was declared, with what was taken back, or why there was nothing.' })
export class ConsentWithdrawPayload extends IdentityMutationPayload {
  @Field(() => [PrivacyDeclarationModel], {
    nullable: true,
    description: 'The latest first. Null when there are errors.',
  })
  declarations?: PrivacyDeclarationModel[] | null;
}
