import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { CountryModel } from '../taxonomy/country.model.js';
import { type Country, countryOf } from '../taxonomy/countries.js';
import { TermModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Taxonomy, Term, Vocabulary } from '../taxonomy/taxonomy.js';
import { CapabilityModel } from './capability.model.js';
import { CertificateModel } from './certificate.model.js';
import type { Firm } from './firm.entity.js';
import { FirmModel, ProfileGapModel } from './firm.model.js';
import { ProfileGaps } from './profile-gaps.service.js';
import { SiteModel } from './site.model.js';
import { SupplierLoaders } from './supplier-loaders.js';
import { MOST_CAPABILITIES, MOST_CERTIFICATES } from './limits.js';

const WITH_WITHDRAWN = { defaultValue: false, description: 'True: those withdrawn too.' };

@Resolver(() => FirmModel)
export class FirmFieldsResolver {
  constructor(
    private readonly loaders: SupplierLoaders,
    private readonly gaps: ProfileGaps,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => CountryModel, {
    nullable: true,
    description: 'Where it is registered; null where a list does not say.',
  })
  country(@Parent() { countryCode }: Firm): Country | null {
    return countryOf(countryCode);
  }

  @ResolveField(() => [TermModel], { nullable: true, description: 'Its sectors. Null: the firm did not say.' })
  sectors(@Parent() firm: Firm) {
    return terms(this.taxonomy.sectors, firm.sectors);
  }

  @ResolveField(() => [TermModel], { nullable: true, description: 'Languages it answers in. Null: it did not say.' })
  languages(@Parent() firm: Firm) {
    return terms(this.taxonomy.languages, firm.languages);
  }

  @ResolveField(() => [TermModel], { nullable: true, description: 'Where its parts go. Null: it did not say.' })
  endMarkets(@Parent() firm: Firm) {
    return terms(this.taxonomy.endMarkets, firm.endMarkets);
  }

  @ResolveField(() => [SiteModel], { description: 'Where it works.' })
  sites(
    @Parent() firm: Firm,
    @Context() context: OperationContext,
    @Args('withWithdrawn', WITH_WITHDRAWN) withWithdrawn: boolean,
  ) {
    return this.loaders.sites(context, firm.id, withWithdrawn);
  }

  @ResolveField(() => [CapabilityModel], { description: `What it can do, at most ${MOST_CAPABILITIES}.` })
  capabilities(
    @Parent() firm: Firm,
    @Context() context: OperationContext,
    @Args('withWithdrawn', WITH_WITHDRAWN) withWithdrawn: boolean,
  ) {
    return this.loaders.capabilities(context, firm.id, withWithdrawn);
  }

  @ResolveField(() => [CertificateModel], {
    description: `What it is certified to, rejected ones included; at most ${MOST_CERTIFICATES}.`,
  })
  certificates(
    @Parent() firm: Firm,
    @Context() context: OperationContext,
    @Args('withWithdrawn', WITH_WITHDRAWN) withWithdrawn: boolean,
  ) {
    return this.loaders.certificates(context, firm.id, withWithdrawn);
  }

  @ResolveField(() => [ProfileGapModel], {
    description: 'What the profile leaves empty and a request may ask for: matching calls it unknown.',
  })
  profileGaps(@Parent() firm: Firm, @Context() context: OperationContext): Promise<ProfileGapModel[]> {
    return this.gaps.of(context, firm.id);
  }
}

const terms = (vocabulary: Vocabulary<Term>, codes: string[] | null): (Term | undefined)[] | null =>
  codes === null ? null : codes.map((code) => vocabulary.get(code)).filter((term) => term !== undefined);
