import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { LanguageEnum } from '../platform/i18n/language.enum.js';
import type { Language } from '../platform/i18n/message.js';
import { IdentityMutationPayload } from './identity-user-error.js';
import { PrivacyInput } from './personal-data/privacy.models.js';
import { SignInChallengeModel } from './second-factors.models.js';
import {
  InvitationModel,
  MemberModel,
  OpenSessionModel,
  OrganisationModel,
  PersonModel,
  SessionModel,
  ViewerModel,
} from './identity.models.js';
import {
  LONGEST_FOREIGN_NUMBER,
  LONGEST_ORGANISATION_NAME,
  LONGEST_PASSWORD,
  LONGEST_PERSON_NAME,
  SHORTEST_PASSWORD,
} from './limits.js';

@InputType({ description: 'A new organisation and the first person who acts for it, as its owner.' })
export class SignUpInput {
  @Field({ description: `As registered, at most ${LONGEST_ORGANISATION_NAME} characters.` })
  organisationName: string;

  @Field(() => String, {
    nullable: true,
    description: `Mã số thuế: ten digits, ten and three for a branch (0100109106-001) of a firm that has not signed up itself, or the twelve of a household business; spaces and dots do not matter. Vietnamese suppliers must have one. Elsewhere any number the country uses, at most ${LONGEST_FOREIGN_NUMBER} characters, or none.`,
  })
  taxCode?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'For a Vietnamese supplier whose tax code, or that of its head office, another has signed up with: it signs up without one, and claims it then (`taxCodeClaim`). Where the code is free it is given as usual.',
  })
  claimsTaxCode?: boolean | null;

  @Field({ description: 'ISO 3166-1 alpha-2: VN, JP, KR …' })
  countryCode: string;

  @Field({ description: `Full name of the person, at most ${LONGEST_PERSON_NAME} characters.` })
  personName: string;

  @Field({ description: 'What the person signs in with; letter case does not matter.' })
  email: string;

  @Field({
    description: `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters, of any kind. Not one that is known from breaches, and more than the e-mail address and names given here.`,
  })
  password: string;

  @Field(() => LanguageEnum, { nullable: true, description: 'Without it, the language of the request.' })
  language?: Language | null;

  @Field(() => PrivacyInput, {
    nullable: true,
    description: 'Which notice was shown, and what the person consents to.',
  })
  privacy?: PrivacyInput | null;
}

@InputType({ description: 'What a person signs in with.' })
export class SessionCreateInput {
  @Field({ description: 'Letter case does not matter.' })
  email: string;

  @Field({ description: 'As it stands now; after some wrong ones in a row whoever tries has to wait.' })
  password: string;

  @Field(() => String, {
    nullable: true,
    description: 'The `deviceToken` this device was given when this person last signed in on it, if any.',
  })
  deviceToken?: string | null;
}

@InputType({ description: 'Somebody who was invited and has no account yet.' })
export class NewcomerInput {
  @Field({ description: `Full name, at most ${LONGEST_PERSON_NAME} characters.` })
  name: string;

  @Field({
    description: `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters; neither the e-mail address nor the name given here.`,
  })
  password: string;

  @Field(() => LanguageEnum, { nullable: true, description: 'Without it, the language of the request.' })
  language?: Language | null;

  @Field(() => PrivacyInput, {
    nullable: true,
    description: 'Which notice was shown, and what the person consents to.',
  })
  privacy?: PrivacyInput | null;
}

@InputType({ description: 'A password and its successor.' })
export class PasswordChangeInput {
  @Field({ description: 'The password so far.' })
  currentPassword: string;

  @Field({
    description: `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters, of any kind. Not one that is known from breaches, and more than the e-mail address and names of the person.`,
  })
  newPassword: string;
}

@InputType({ description: 'What a person changes of themselves.' })
export class ViewerChangesInput {
  @Field(() => String, {
    nullable: true,
    description: `Full name, at most ${LONGEST_PERSON_NAME} characters. Null leaves it as it is.`,
  })
  name?: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: 'What the person reads, and is written to in. Null leaves it as it is.',
  })
  language?: Language | null;
}

@InputType({ description: 'Another address to sign in with.' })
export class EmailChangeRequestInput {
  @Field({ description: 'The new address, which gets a mail to confirm it.' })
  email: string;

  @Field({ description: 'The password as it stands: a session that was left open is not enough.' })
  currentPassword: string;
}

/** A session and whose it is. */
@ObjectType({ isAbstract: true })
export abstract class SessionPayload extends IdentityMutationPayload {
  @Field(() => SessionModel, { nullable: true, description: 'The session. Null when there are errors.' })
  session?: SessionModel | null;

  @Field(() => ViewerModel, { nullable: true, description: 'Who is signed in by it. Null when there are errors.' })
  viewer?: ViewerModel | null;
}

@ObjectType({ description: 'The first session of a supplying firm, or what stood in the way of signing up.' })
export class SupplierSignUpPayload extends SessionPayload {}

@ObjectType({ description: 'The first session of a buying firm, or what stood in the way of signing up.' })
export class BuyerSignUpPayload extends SessionPayload {}

@ObjectType({ description: 'A session, what still takes a code, or what stood in the way of signing in.' })
export class SessionCreatePayload extends SessionPayload {
  @Field(() => SignInChallengeModel, {
    nullable: true,
    description:
      'Where the person has a second factor: what `sessionComplete` takes beside a code. Then there is no session yet.',
  })
  challenge?: SignInChallengeModel | null;
}

@ObjectType({ description: 'The session with a new pair of tokens, or why it has ended.' })
export class SessionRefreshPayload extends SessionPayload {}

@ObjectType({ description: 'The end of a session.' })
export class SessionRevokePayload extends IdentityMutationPayload {}

@ObjectType({ description: 'The session that was ended, or what stood in the way.' })
export class SessionEndPayload extends IdentityMutationPayload {
  @Field(() => OpenSessionModel, {
    nullable: true,
    description: 'As it was when it ended. Null when there are errors.',
  })
  session?: OpenSessionModel | null;
}

@ObjectType({ description: 'How many sessions were ended.' })
export class SessionsEndAllPayload extends IdentityMutationPayload {
  @Field(() => Int, { nullable: true, description: 'How many that were.' })
  endedCount?: number | null;
}

@ObjectType({ description: 'The invitation, or what stood in the way.' })
export class MemberInvitePayload extends IdentityMutationPayload {
  @Field(() => InvitationModel, { nullable: true, description: 'Whom a mail goes to. Null when there are errors.' })
  invitation?: InvitationModel | null;
}

@ObjectType({ description: 'The invitation as it is now, or what stood in the way.' })
export class InvitationResendPayload extends IdentityMutationPayload {
  @Field(() => InvitationModel, {
    nullable: true,
    description: 'Whom another mail goes to. Null when there are errors.',
  })
  invitation?: InvitationModel | null;
}

@ObjectType({ description: 'The invitation that is none any more, or what stood in the way.' })
export class InvitationWithdrawPayload extends IdentityMutationPayload {
  @Field(() => InvitationModel, {
    nullable: true,
    description: 'Who is not invited any more. Null when there are errors.',
  })
  invitation?: InvitationModel | null;
}

@ObjectType({ description: 'The organisation joined, or what stood in the way.' })
export class InvitationAcceptPayload extends IdentityMutationPayload {
  @Field(() => OrganisationModel, { nullable: true, description: 'Which was joined. Null when there are errors.' })
  organisation?: OrganisationModel | null;

  @Field(() => SessionModel, {
    nullable: true,
    description: 'The newcomer’s first session, acting for it. Null for whoever is signed in.',
  })
  session?: SessionModel | null;
}

@ObjectType({ description: 'The member who may not act any more, or what stood in the way.' })
export class MemberSuspendPayload extends IdentityMutationPayload {
  @Field(() => MemberModel, { nullable: true, description: 'The member as it is now. Null when there are errors.' })
  member?: MemberModel | null;
}

@ObjectType({ description: 'The member who may act again, or what stood in the way.' })
export class MemberReinstatePayload extends IdentityMutationPayload {
  @Field(() => MemberModel, { nullable: true, description: 'The member as it is now. Null when there are errors.' })
  member?: MemberModel | null;
}

@ObjectType({ description: 'The end of one’s own membership, or what stood in the way.' })
export class OrganisationLeavePayload extends IdentityMutationPayload {}

@ObjectType({ description: 'Whom the session acts for now, or what stood in the way.' })
export class SessionSwitchOrganisationPayload extends IdentityMutationPayload {
  @Field(() => ViewerModel, { nullable: true, description: 'Who is asking from now on. Null when there are errors.' })
  viewer?: ViewerModel | null;
}

@ObjectType({ description: 'The member in the new role, or what stood in the way.' })
export class MemberRoleChangePayload extends IdentityMutationPayload {
  @Field(() => MemberModel, { nullable: true, description: 'The member as it is now. Null when there are errors.' })
  member?: MemberModel | null;
}

@ObjectType({ description: 'Who left, or what stood in the way.' })
export class MemberRemovePayload extends IdentityMutationPayload {
  @Field(() => PersonModel, { nullable: true, description: 'Who left. Null when there are errors.' })
  person?: PersonModel | null;
}

@ObjectType({ description: 'The person as it is now, or what stood in the way.' })
export class ViewerUpdatePayload extends IdentityMutationPayload {
  @Field(() => PersonModel, { nullable: true, description: 'Who asked. Null when there are errors.' })
  person?: PersonModel | null;
}

@ObjectType({ description: 'Whose address is to change, or what stood in the way.' })
export class EmailChangeRequestPayload extends IdentityMutationPayload {
  @Field(() => PersonModel, {
    nullable: true,
    description: 'Who asked, with the address that is still in force. Null when there are errors.',
  })
  person?: PersonModel | null;
}

@ObjectType({ description: 'The end of an old address, or what stood in the way.' })
export class EmailChangeConfirmPayload extends IdentityMutationPayload {}

@ObjectType({ description: 'The same whether or not somebody has the address.' })
export class PasswordResetRequestPayload extends IdentityMutationPayload {}

@ObjectType({ description: 'The end of a forgotten password, or what stood in the way.' })
export class PasswordResetPayload extends IdentityMutationPayload {}

@ObjectType({ description: 'Whose password was changed, or what stood in the way.' })
export class PasswordChangePayload extends IdentityMutationPayload {
  @Field(() => PersonModel, { nullable: true, description: 'Whose it is. Null when there are errors.' })
  person?: PersonModel | null;
}
