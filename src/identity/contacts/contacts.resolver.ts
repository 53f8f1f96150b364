import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { EXPECTED_REVISION } from '../../platform/graphql/expected-revision.js';
import type { OperationContext } from '../../platform/graphql/operation-context.js';
import { Refusal } from '../../platform/graphql/problems.js';
import type { Taxonomy, Term } from '../../taxonomy/taxonomy.js';
import { TermModel } from '../../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../../taxonomy/taxonomy.token.js';
import { MOST_CONTACTS } from '../limits.js';
import { signedIn } from '../signed-in.js';
import type { Contact } from './contact.entity.js';
import {
  ContactAddPayload,
  ContactChangesInput,
  ContactInput,
  ContactModel,
  ContactRemovePayload,
  ContactUpdatePayload,
} from './contacts.models.js';
import { ContactsService } from './contacts.service.js';

const ID_ARGUMENT = { type: () => ID, description: 'A contact of your own organisation (CONTACT_NOT_FOUND).' };
const answer = (contact: Contact | Refusal) => (contact instanceof Refusal ? contact : { contact });

@Resolver(() => ContactModel)
export class ContactsResolver {
  constructor(
    private readonly contacts: ContactsService,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => [TermModel], { description: 'What the person speaks; empty: not said.' })
  languages(@Parent() { languages }: Contact): Term[] {
    return languages.map((code) => this.taxonomy.languages.get(code)).filter((term) => term !== undefined);
  }

  @Query(() => [ContactModel], { description: 'The contacts of the caller’s own organisation, in its order.' })
  organisationContacts(@Context() context: OperationContext): Promise<Contact[]> {
    return this.contacts.list(signedIn(context));
  }

  @Mutation(() => ContactAddPayload, {
    description: `Adds a contact to your organisation, which has at most ${MOST_CONTACTS}.`,
  })
  async contactAdd(
    @Args('input', { description: 'Who it is.' }) input: ContactInput,
    @Context() context: OperationContext,
  ): Promise<ContactAddPayload | Refusal> {
    return answer(await this.contacts.add(signedIn(context), input, context.language));
  }

  @Mutation(() => ContactUpdatePayload, { description: 'Changes what a contact says.' })
  async contactUpdate(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What is different.' }) input: ContactChangesInput,
    @Args('expectedRevision', EXPECTED_REVISION) expected: number | null | undefined,
    @Context() context: OperationContext,
  ): Promise<ContactUpdatePayload | Refusal> {
    return answer(await this.contacts.update(signedIn(context), id, input, expected, context.language));
  }

  @Mutation(() => ContactRemovePayload, {
    description: 'Removes a contact for good; it is told to nobody any more, for no request.',
  })
  async contactRemove(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: OperationContext,
  ): Promise<ContactRemovePayload | Refusal> {
    const removedId = await this.contacts.remove(signedIn(context), id);
    return removedId instanceof Refusal ? removedId : { removedId };
  }
}
