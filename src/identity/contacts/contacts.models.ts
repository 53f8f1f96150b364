import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../../platform/graphql/described-enum.js';
import { Node, NodeOf } from '../../platform/graphql/node.js';
import { IdentityMutationPayload } from '../identity-user-error.js';
import { LONGEST_EMAIL, LONGEST_JOB_TITLE, LONGEST_PERSON_NAME, MOST_CONTACT_LANGUAGES } from '../limits.js';
import { Contact, type Showing } from './contact.entity.js';

export const ContactShowing = describedEnum<Showing>(
  'ContactShowing',
  'When the other side of a match is told of a contact.',
  {
    NEVER: 'It is not.',
    AT_RELEASE:
      'While the match is released, its request is not withdrawn and the firm not cut off; of a buyer’s contact a firm is told once it has accepted the agreement, where one is asked for.',
  },
);

@NodeOf(Contact, 'Contact')
@ObjectType('Contact', {
  implements: () => [Node],
  description: 'A person to turn to in a firm or at a buyer, who need not sign in to Ketnoi.',
})
export class ContactModel extends Node {
  @Field({ description: 'What the person is called.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What the person does there. Null: not said.' })
  jobTitle: string | null;

  @Field({ description: 'Where the person is written to.' })
  email: string;

  @Field(() => String, { nullable: true, description: 'In E.164, `+84912345678`. Null: not said.' })
  phone: string | null;

  @Field(() => ContactShowing, { description: 'When the other side of a match is told of it.' })
  shown: Showing;

  @Field(() => Int, { description: 'Grows with every change; send it as `expectedRevision` to notice other people’s.' })
  revision: number;
}

@InputType({ description: 'A new contact; what is left out is not said.' })
export class ContactInput {
  @Field({ description: `What the person is called, at most ${LONGEST_PERSON_NAME} characters.` })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: `What the person does there, at most ${LONGEST_JOB_TITLE} characters.`,
  })
  jobTitle?: string | null;

  @Field({ description: `Where the person is written to, at most ${LONGEST_EMAIL} characters.` })
  email: string;

  @Field(() => String, {
    nullable: true,
    description: 'With the code of its country; without one it is Vietnamese: `0912 345 678` is `+84912345678`.',
  })
  phone?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `What the person speaks, codes or names of \`languages\`, at most ${MOST_CONTACT_LANGUAGES}.`,
  })
  languages?: string[] | null;

  @Field(() => ContactShowing, {
    defaultValue: 'NEVER',
    description: 'When the other side of a match is told of it.',
  })
  shown: Showing;
}

@InputType({ description: 'Changes of a contact; what is left out stays as it is.' })
export class ContactChangesInput {
  @Field(() => String, {
    nullable: true,
    description: `What the person is called, at most ${LONGEST_PERSON_NAME} characters. Null leaves it as it is.`,
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What the person does there, at most ${LONGEST_JOB_TITLE} characters. Null clears it.`,
  })
  jobTitle?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the person is written to, at most ${LONGEST_EMAIL} characters. Null leaves it as it is.`,
  })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'With the code of its country; without one it is Vietnamese: `0912 345 678` is `+84912345678`. Null clears it.',
  })
  phone?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `What the person speaks, codes or names of \`languages\`, at most ${MOST_CONTACT_LANGUAGES}. Null clears it.`,
  })
  languages?: string[] | null;

  @Field(() => ContactShowing, {
    nullable: true,
    description: 'When the other side of a match is told of it. Null leaves it as it is.',
  })
  shown?: Showing | null;
}

@ObjectType({ isAbstract: true })
abstract class OfContact extends IdentityMutationPayload {
  @Field(() => ContactModel, { nullable: true, description: 'As it is now. Null when there are errors.' })
  contact?: unknown;
}

@ObjectType({ description: 'The new contact, or what stood in the way.' })
export class ContactAddPayload extends OfContact {}

@ObjectType({ description: 'The contact as it is now, or what stood in the way.' })
export class ContactUpdatePayload extends OfContact {}

@ObjectType({ description: 'The id of the contact that is gone, or what stood in the way.' })
export class ContactRemovePayload extends IdentityMutationPayload {
  @Field(() => ID, { nullable: true, description: 'Of the contact that is gone. Null when there are errors.' })
  removedId?: string | null;
}
