import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CountryModel } from '../taxonomy/country.model.js';
import { type Country, countryOf } from '../taxonomy/countries.js';
import { OrganisationModel } from './identity.models.js';
import type { Organisation } from './organisation.entity.js';

@Resolver(() => OrganisationModel)
export class OrganisationFieldsResolver {
  @ResolveField(() => CountryModel, { description: 'Where it is registered.' })
  country(@Parent() { countryCode }: Organisation): Country | null {
    return countryOf(countryCode);
  }
}
