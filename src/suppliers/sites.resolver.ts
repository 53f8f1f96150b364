import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EXPECTED_REVISION } from '../platform/graphql/expected-revision.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { CountryModel } from '../taxonomy/country.model.js';
import { type Country, countryOf } from '../taxonomy/countries.js';
import { AdministrativeUnitModel, IndustrialParkModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { FirmModel } from './firm.model.js';
import type { Site } from './site.entity.js';
import { SiteInput } from './site.inputs.js';
import { SiteAddPayload, SiteModel, SiteRestorePayload, SiteUpdatePayload, SiteWithdrawPayload } from './site.model.js';
import { SitesService } from './sites.service.js';
import { SupplierLoaders } from './supplier-loaders.js';
import { MOST_SITES } from './limits.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'One of the caller’s own firm, or for an official of any; another’s is not found.',
};

@Resolver(() => SiteModel)
export class SitesResolver {
  constructor(
    private readonly service: SitesService,
    private readonly loaders: SupplierLoaders,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => CountryModel, { nullable: true, description: 'Where it lies; null where that is not known.' })
  country(@Parent() { countryCode }: Site): Country | null {
    return countryOf(countryCode);
  }

  @ResolveField(() => FirmModel, { description: 'Who works there.' })
  firm(@Parent() site: Site, @Context() context: OperationContext) {
    return this.loaders.firm(context, site.firmId);
  }

  @ResolveField(() => IndustrialParkModel, { nullable: true, description: 'The industrial park it lies in.' })
  industrialPark(@Parent() site: Site) {
    return this.taxonomy.industrialParks.get(site.industrialParkCode ?? '') ?? null;
  }

  @ResolveField(() => AdministrativeUnitModel, { nullable: true, description: 'The ward, as it stands today.' })
  ward(@Parent() site: Site) {
    return this.taxonomy.administrativeUnits.get(site.wardCode ?? '') ?? null;
  }

  @ResolveField(() => [AdministrativeUnitModel], {
    description: 'Where the address fits several of today’s wards: all of them. None is guessed; `ward` is null then.',
  })
  wardCandidates(@Parent() site: Site) {
    const units = site.wardCandidates.map((code) => this.taxonomy.administrativeUnits.get(code));
    return units.filter((unit) => unit !== undefined);
  }

  @ResolveField(() => AdministrativeUnitModel, { nullable: true, description: 'The province, as it stands today.' })
  province(@Parent() site: Site) {
    return this.taxonomy.administrativeUnits.get(site.provinceCode ?? '') ?? null;
  }

  @Mutation(() => SiteAddPayload, { description: `Adds a site to a firm; at most ${MOST_SITES}.` })
  async siteAdd(
    @Context() context: OperationContext,
    @Args('firmId', { type: () => ID, description: 'The one of the caller’s organisation.' }) firmId: string,
    @Args('input', { description: 'Where it is, in words, codes or coordinates.' }) input: SiteInput,
  ): Promise<SiteAddPayload | Refusal> {
    return payload(await this.service.add(context, firmId, input));
  }

  @Mutation(() => SiteUpdatePayload, {
    description: 'Changes a site. If it moves, what officials had verified there falls back to what the firm says.',
  })
  async siteUpdate(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What changes.' }) input: SiteInput,
    @Args('expectedRevision', EXPECTED_REVISION) expected: number | null | undefined,
  ): Promise<SiteUpdatePayload | Refusal> {
    return payload(await this.service.update(context, id, input, expected));
  }

  @Mutation(() => SiteWithdrawPayload, {
    description: 'Withdraws a site at which no capability stands any more. `siteRestore` undoes it.',
  })
  async siteWithdraw(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<SiteWithdrawPayload | Refusal> {
    return payload(await this.service.withdraw(context, id));
  }

  @Mutation(() => SiteRestorePayload, { description: 'Brings a withdrawn site back as it was.' })
  async siteRestore(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<SiteRestorePayload | Refusal> {
    return payload(await this.service.restore(context, id));
  }
}

const payload = (result: Site | Refusal) =>
  result instanceof Refusal ? result : { site: result as unknown as SiteModel };
