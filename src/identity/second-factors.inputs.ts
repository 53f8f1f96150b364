import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { SessionPayload } from './identity.inputs.js';
import { PersonModel, ViewerModel } from './identity.models.js';
import { IdentityMutationPayload } from './identity-user-error.js';
import { FactorEnrolmentModel } from './second-factors.models.js';

const CODE = 'Six digits of the authenticator app, or a recovery code. Good once.';

@InputType({ description: 'What completes a sign-in that takes a code.' })
export class SessionCompleteInput {
  @Field({ description: 'Of the `challenge` that `sessionCreate` or `providerSignInFinish` has answered.' })
  challengeToken: string;

  @Field({ description: CODE })
  code: string;

  @Field(() => String, { nullable: true, description: 'The same as for `sessionCreate`.' })
  deviceToken?: string | null;
}

@InputType({ description: 'A proof of who one is: exactly one of the two.' })
export class SessionConfirmInput {
  @Field(() => String, { nullable: true, description: `Of whoever has a second factor. ${CODE}` })
  code?: string | null;

  @Field(() => String, { nullable: true, description: 'Of whoever has no second factor: the password as it stands.' })
  currentPassword?: string | null;
}

@InputType({ description: 'What it takes to do without a second factor.' })
export class FactorRemoveInput {
  @Field({ description: 'The password as it stands.' })
  currentPassword: string;

  @Field({ description: CODE })
  code: string;
}

@ObjectType({ description: 'The session that the code has opened, or what stood in the way.' })
export class SessionCompletePayload extends SessionPayload {}

@ObjectType({ description: 'Who has proved who they are, or what stood in the way.' })
export class SessionConfirmPayload extends IdentityMutationPayload {
  @Field(() => ViewerModel, { nullable: true, description: 'Who is asking. Null when there are errors.' })
  viewer?: ViewerModel | null;
}

@ObjectType({ description: 'What to give to the authenticator app, or what stood in the way.' })
export class FactorEnrolPayload extends IdentityMutationPayload {
  @Field(() => FactorEnrolmentModel, { nullable: true, description: 'Shown this once. Null when there are errors.' })
  enrolment?: FactorEnrolmentModel | null;
}

/** Codes that are shown once. */
@ObjectType({ isAbstract: true })
abstract class RecoveryCodesPayload extends IdentityMutationPayload {
  @Field(() => [String], {
    nullable: true,
    description:
      'To be kept on paper: each opens one sign-in without the app. Shown this once. Null when there are errors.',
  })
  recoveryCodes?: string[] | null;
}

@ObjectType({ description: 'The codes for when the app is lost, or what stood in the way.' })
export class FactorConfirmPayload extends RecoveryCodesPayload {}

@ObjectType({ description: 'The codes that are good from now on, or what stood in the way.' })
export class RecoveryCodesRenewPayload extends RecoveryCodesPayload {}

@ObjectType({ description: 'Who signs in by password alone from now on, or what stood in the way.' })
export class FactorRemovePayload extends IdentityMutationPayload {
  @Field(() => PersonModel, { nullable: true, description: 'Who it is. Null when there are errors.' })
  person?: PersonModel | null;
}
