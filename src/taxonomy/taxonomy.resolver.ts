import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../platform/graphql/connection.js';
import { pageOfAll } from '../platform/graphql/page.js';
import { refuseArgument } from '../platform/graphql/invalid-values.js';
import { TERM } from './resolve-term.js';
import type {
  AdministrativeUnit,
  CertificateStandard,
  IndustrialPark,
  Material,
  Process,
  Taxonomy,
  Vocabulary,
  Term,
} from './taxonomy.js';
import {
  AdministrativeUnitConnection,
  AdministrativeUnitModel,
  CertificateStandardModel,
  CharacteristicModel,
  IndustrialParkModel,
  MaterialModel,
  ProcessModel,
  StandardDesignationModel,
  TermModel,
  UnitModel,
} from './taxonomy.models.js';
import { TAXONOMY } from './taxonomy.token.js';

/** As much of a code that is not known as is said back. */
const LONGEST_WORD = 200;

const PARENT = { nullable: true, description: 'Code of the entry to look below; absent: the roots.' };

@ArgsType()
class AdministrativeUnitsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Code of a province; absent: all provinces.' })
  province?: string | null;
}

/** Browsing the vocabularies. Open to everyone: they are published knowledge. */
@Resolver()
export class TaxonomyResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @Query(() => String, { description: 'Hash over the data files of the vocabularies; kept with every match run.' })
  taxonomyVersion(): string {
    return this.taxonomy.version;
  }

  @Query(() => [TermModel], { description: 'Sectors of industry.' })
  sectors() {
    return this.taxonomy.sectors.all.filter(isOffered);
  }

  @Query(() => [TermModel], { description: 'Markets the parts end up in.' })
  endMarkets() {
    return this.taxonomy.endMarkets.all.filter(isOffered);
  }

  @Query(() => [TermModel], { description: 'Languages a firm can be spoken to in; codes of ISO 639-1.' })
  languages() {
    return this.taxonomy.languages.all.filter(isOffered);
  }

  @Query(() => [UnitModel], {
    description: 'All units: of lengths and masses, of work that is counted, of time, of further numbers.',
  })
  unitsOfMeasure() {
    return this.taxonomy.units.all.filter(isOffered);
  }

  @Query(() => [CharacteristicModel], { description: 'Further numbers a capability or a requirement can state.' })
  characteristics() {
    return this.taxonomy.characteristics.all.filter(isOffered);
  }

  @Query(() => [CertificateStandardModel], { description: 'Standards firms are certified to.' })
  certificateStandards() {
    return this.taxonomy.certificateStandards.all.filter(isOffered);
  }

  @Query(() => [ProcessModel], { description: 'The processes directly below one, or the roots of the tree.' })
  processes(@Args('parent', { type: () => String, ...PARENT }) parent?: string | null) {
    return this.taxonomy.processes.children(known(this.taxonomy.processes, parent, 'parent')).filter(isOffered);
  }

  @Query(() => [MaterialModel], { description: 'The materials directly below one, or the roots of the tree.' })
  materials(@Args('parent', { type: () => String, ...PARENT }) parent?: string | null) {
    return this.taxonomy.materials.children(known(this.taxonomy.materials, parent, 'parent')).filter(isOffered);
  }

  @Query(() => AdministrativeUnitConnection, { description: 'The provinces, or the wards of one, by their codes.' })
  administrativeUnits(@Args() { province, ...page }: AdministrativeUnitsArgs) {
    const code = known(this.taxonomy.administrativeUnits, province, 'province');
    const units = this.taxonomy.administrativeUnits.all.filter(
      (unit) => unit.provinceCode === code && unit.validTo === null,
    );
    return pageOfAll(units.sort(byCode), page, { name: 'units', is: 'TEXT', of: ({ code }) => code });
  }

  @Query(() => [IndustrialParkModel], { description: 'Industrial parks, all or of one province.' })
  industrialParks(
    @Args('province', { type: () => String, nullable: true, description: 'Code of a province.' })
    province?: string | null,
  ) {
    const code = known(this.taxonomy.administrativeUnits, province, 'province');
    const parks = this.taxonomy.industrialParks.all.filter(isOffered);
    return parks.filter((park) => code === null || park.provinceCode === code);
  }
}

@Resolver(() => ProcessModel)
export class ProcessResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => ProcessModel, { nullable: true, description: 'The next broader process.' })
  parent(@Parent() process: Process) {
    return process.parent === null ? null : this.taxonomy.processes.get(process.parent);
  }

  @ResolveField(() => [ProcessModel], { description: 'The processes directly below.' })
  children(@Parent() process: Process) {
    return this.taxonomy.processes.children(process.code);
  }

  @ResolveField(() => [TermModel], { description: 'The sectors it belongs to.' })
  sectors(@Parent() process: Process) {
    return process.sectors.map((code) => this.taxonomy.sectors.get(code));
  }
}

@Resolver(() => MaterialModel)
export class MaterialResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => MaterialModel, { nullable: true, description: 'What it belongs to.' })
  parent(@Parent() material: Material) {
    return material.parent === null ? null : this.taxonomy.materials.get(material.parent);
  }

  @ResolveField(() => [MaterialModel], { description: 'What lies directly below.' })
  children(@Parent() material: Material) {
    return this.taxonomy.materials.children(material.code);
  }

  @ResolveField(() => [StandardDesignationModel], { description: 'The same grade as other standards call it.' })
  designations(@Parent() material: Material): StandardDesignationModel[] {
    return Object.entries(material.designations).map(([body, designations]) => ({ body, designations }));
  }

  @ResolveField(() => [MaterialModel], { description: 'Other entries that count as the same grade.' })
  equivalentTo(@Parent() material: Material) {
    return material.equivalentTo.map((code) => this.taxonomy.materials.get(code));
  }
}

@Resolver(() => CertificateStandardModel)
export class CertificateStandardResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => [CertificateStandardModel], { description: 'The standards a holder of this one also fulfils.' })
  implies(@Parent() standard: CertificateStandard) {
    const { certificateStandards } = this.taxonomy;
    return certificateStandards.all.filter(
      (other) => other.code !== standard.code && this.taxonomy.certificateAnswers(standard.code, other.code),
    );
  }
}

@Resolver(() => AdministrativeUnitModel)
export class AdministrativeUnitResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => AdministrativeUnitModel, {
    nullable: true,
    description: 'The province it belongs to; null for a province.',
  })
  province(@Parent() { provinceCode }: AdministrativeUnit) {
    return provinceCode === null ? null : this.taxonomy.administrativeUnits.get(provinceCode);
  }
}

@Resolver(() => IndustrialParkModel)
export class IndustrialParkResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => AdministrativeUnitModel, { description: 'The province it lies in today.' })
  province(@Parent() { provinceCode }: IndustrialPark) {
    return this.taxonomy.administrativeUnits.get(provinceCode);
  }
}

const byCode = (one: { code: string }, other: { code: string }): number => (one.code < other.code ? -1 : 1);

/** A withdrawn entry is shown where it was used and offered nowhere. */
const isOffered = ({ withdrawn }: Term): boolean => !withdrawn;

function known<T extends { code: string }>(
  vocabulary: Vocabulary<T>,
  code: string | null | undefined,
  argument: string,
): string | null {
  if (code === null || code === undefined) return null;
  if (!vocabulary.get(code)) throw refuseArgument(TERM.TERM_UNKNOWN, [argument], { word: code.slice(0, LONGEST_WORD) });
  return code;
}
