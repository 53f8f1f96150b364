import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { LONGEST_CLIENT_NAME } from '../platform/graphql/client.js';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { Node, NodeOf } from '../platform/graphql/node.js';
import { Organisation } from './organisation.entity.js';
import type { MemberRole, OrganisationKind } from '../platform/database/actor.js';
import { LanguageEnum } from '../platform/i18n/language.enum.js';
import type { Language } from '../platform/i18n/message.js';

export const OrganisationKindEnum = describedEnum<OrganisationKind>(
  'OrganisationKind',
  'What an organisation is in Ketnoi.',
  {
    SUPPLIER: 'Makes parts or does work on them.',
    BUYER: 'Needs parts.',
    AUTHORITY: 'Reviews what suppliers declare and what matching finds.',
  },
);

export const MemberRoleEnum = describedEnum<MemberRole>('MemberRole', 'What a person may do for the organisation.', {
  OWNER: 'Everything, and decide who else belongs to the organisation.',
  EDITOR: 'Everything else.',
  VIEWER: 'See what the organisation sees, and change nothing but their own account.',
});

@NodeOf(Organisation, 'Organisation')
@ObjectType('Organisation', {
  implements: () => [Node],
  description: 'A supplier, a buyer or an authority, for which people act.',
})
export class OrganisationModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => OrganisationKindEnum, { description: 'What it is in Ketnoi.' })
  kind: OrganisationKind;

  @Field({ description: 'As registered.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Vietnamese: ten digits, ten and three for a branch (0100109106-001), or twelve of a household business. Elsewhere as given.',
  })
  taxCode: string | null;

  /** For `country`. */
  countryCode: string;

  @Field(() => GraphQLISODateTime, { description: 'When it signed up.' })
  createdAt: Date;
}

@ObjectType('Person', { description: 'Someone who signs in.' })
export class PersonModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field({ description: 'Full name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What the person signs in with. Null once they have left.' })
  email: string | null;

  @Field(() => LanguageEnum, { description: 'What the person reads, and is written to in.' })
  language: Language;
}

@ObjectType('ViewerMembership', { description: 'An organisation that whoever is asking may act for.' })
export class ViewerMembershipModel {
  @Field(() => OrganisationModel, { description: 'For which they may act.' })
  organisation: OrganisationModel;

  @Field(() => MemberRoleEnum, { description: 'The person’s role there.' })
  role: MemberRole;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  createdAt: Date;
}

@ObjectType('Viewer', { description: 'Whoever is asking, and for whom.' })
export class ViewerModel {
  @Field(() => PersonModel, { description: 'The person signed in.' })
  person: PersonModel;

  @Field(() => OrganisationModel, { description: 'The organisation the person acts for.' })
  organisation: OrganisationModel;

  @Field(() => MemberRoleEnum, { description: 'The person’s role in it.' })
  role: MemberRole;

  @Field(() => [ViewerMembershipModel], {
    description: 'All organisations the person may act for, the first joined first; see `sessionSwitchOrganisation`.',
  })
  memberships: ViewerMembershipModel[];

  @Field({ description: 'Whether signing in takes a code beside the password.' })
  hasFactor: boolean;

  @Field({
    description:
      'Whether everything but `factorEnrol` and signing out is answered FACTOR_NEEDED, as for officials without a second factor.',
  })
  mustEnrolFactor: boolean;
}

@ObjectType('OrganisationMember', { description: 'A person who acts for the organisation.' })
export class MemberModel {
  @Field(() => PersonModel, { description: 'Who it is.' })
  person: PersonModel;

  @Field(() => MemberRoleEnum, { description: 'The person’s role.' })
  role: MemberRole;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when the member may not act for the organisation. Null while they may.',
  })
  suspendedAt: Date | null;
}

@ObjectType('Invitation', {
  description: 'Somebody who was asked by mail to act for the organisation and has not answered yet.',
})
export class InvitationModel {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field({ description: 'Where the mail went.' })
  email: string;

  @Field(() => MemberRoleEnum, { description: 'The role they are to have.' })
  role: MemberRole;

  @Field(() => GraphQLISODateTime, { description: 'When the newest mail was asked for.' })
  sentAt: Date;

  @Field(() => GraphQLISODateTime, { description: 'Until when its token is good.' })
  expiresAt: Date;
}

export type SignInMethod = 'PASSWORD' | 'PROVIDER';

export const SignInMethodEnum = describedEnum<SignInMethod>('SignInMethod', 'How a session was opened.', {
  PASSWORD: 'With a password of Ketnoi, with or without a code beside it.',
  PROVIDER: 'At the provider of the authority that the session acts for.',
});

@ObjectType('OpenSession', { description: 'One’s own sign-in that still stands, without its tokens.' })
export class OpenSessionModel {
  @Field(() => ID, { description: 'For `sessionEnd`.' })
  id: string;

  @Field(() => GraphQLISODateTime, { description: 'When it began.' })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, {
    description: 'When it fetched tokens last. Each access token is good for some minutes more.',
  })
  lastUsedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: `What the program calls itself (User-Agent), shortened to ${LONGEST_CLIENT_NAME} characters. It can say anything.`,
  })
  client: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'From where it was used last; of IP version 6 the network (/64). Forgotten with the session.',
  })
  address: string | null;

  @Field(() => SignInMethodEnum, { description: 'How it was opened.' })
  method: SignInMethod;

  @Field({ description: 'Whether it is the one that asks.' })
  isCurrent: boolean;
}

@ObjectType('Session', { description: 'What a client keeps of a sign-in. Both tokens are shown here only.' })
export class SessionModel {
  @Field({ description: 'Send with every request: `Authorization: Bearer …`.' })
  accessToken: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when the access token is good; refresh before that.' })
  accessTokenExpiresAt: Date;

  @Field({ description: 'Good for one `sessionRefresh`, which answers the next one.' })
  refreshToken: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when the refresh token is good.' })
  refreshTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Keep it on the device, after signing out too, and send it with the next `sessionCreate`: then the device is known, and what strangers guess closes no door for it. Null after a refresh: keep the one there was.',
  })
  deviceToken?: string | null;
}
