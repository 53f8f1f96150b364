import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Contact } from '../identity/contacts/contact.entity.js';
import { ContactModel } from '../identity/contacts/contacts.models.js';
import { ContactsService } from '../identity/contacts/contacts.service.js';
import { signedIn } from '../identity/signed-in.js';
import type { Match } from '../matching/match.entity.js';
import { BuyerMatchModel, SupplierMatchModel } from '../matching/match-shapes.models.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { RequestContactsSetPayload, RequestDisclosureModel } from './disclosure.models.js';
import { DisclosuresService, type Holding } from './disclosures.service.js';
import { FirmAccessService } from './firm-access.service.js';

const isShown = ({ shown }: Contact): boolean => shown === 'AT_RELEASE';

/** Of a released match, the firm’s contacts for the buyer. */
@Resolver(() => BuyerMatchModel)
export class FirmContactsResolver {
  constructor(
    private readonly access: FirmAccessService,
    private readonly contactsService: ContactsService,
  ) {}

  @ResolveField(() => [ContactModel], {
    description: 'Whom to turn to in the firm, as it chose; none once the match is over or the firm cut off.',
  })
  async contacts(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<Contact[]> {
    const { isFirmReached } = await this.access.of(loaders, match);
    if (!isFirmReached || match.firmOrganisationId === null) return [];
    return (await this.contactsService.of(loaders, match.firmOrganisationId)).filter(isShown);
  }
}

/** Of a released match, the buyer’s contacts for the firm: those that stand for the request. */
@Resolver(() => SupplierMatchModel)
export class BuyerContactsResolver {
  constructor(
    private readonly access: FirmAccessService,
    private readonly contactsService: ContactsService,
  ) {}

  @ResolveField(() => [ContactModel], {
    description:
      'Whom to turn to at the buyer, as it chose for the request; none before the release, before an agreement that is asked for is accepted, and once the match is over or you are cut off.',
  })
  async contacts(@Parent() match: Match, @Context() { loaders }: OperationContext): Promise<Contact[]> {
    const { isBuyerReached, contactIds } = await this.access.of(loaders, match);
    if (!isBuyerReached) return [];
    const all = await this.contactsService.of(loaders, match.buyerOrganisationId);
    return all.filter((contact) => isShown(contact) && (contactIds?.includes(contact.id) ?? true));
  }
}

/** What a buyer chooses for a request. */
@Resolver(() => RequestDisclosureModel)
export class RequestContactsResolver {
  constructor(
    private readonly disclosures: DisclosuresService,
    private readonly contactsService: ContactsService,
  ) {}

  @Mutation(() => RequestContactsSetPayload, {
    description:
      'Chooses which of your contacts stand for a request; firms that it was released to are told those of them that are shown at release.',
  })
  async requestContactsSet(
    @Args('id', { type: () => ID, description: 'A request of your own organisation that is not withdrawn.' })
    id: string,
    @Args('contactIds', {
      type: () => [ID],
      nullable: true,
      description: 'Of your own organisation (CONTACT_NOT_FOUND). Null: all that are shown at release; empty: none.',
    })
    contactIds: string[] | null | undefined,
    @Context() context: OperationContext,
  ): Promise<RequestContactsSetPayload | Refusal> {
    const request = await this.disclosures.nameContacts(signedIn(context), id, contactIds ?? null);
    return request instanceof Refusal ? request : { request };
  }

  @ResolveField(() => [ContactModel], {
    nullable: true,
    description: 'Those of your contacts that stand for the request; null: all that are shown at release.',
  })
  async contacts(@Parent() { contactIds }: Holding, @Context() context: OperationContext): Promise<Contact[] | null> {
    if (contactIds === null) return null;
    const own = await this.contactsService.of(context.loaders, signedIn(context).organisationId);
    return own.filter(({ id }) => contactIds.includes(id));
  }
}
