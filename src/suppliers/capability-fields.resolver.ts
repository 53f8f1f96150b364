import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ApiError } from '../platform/graphql/api-error.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { MeasureModel } from '../taxonomy/measure.model.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { StoredFileModel } from '../platform/storage/stored-file.model.js';
import { MaterialModel, ProcessModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { converted, unitNamed, unitOf, UNIT } from '../taxonomy/units.js';
import type { Capability } from './capability.entity.js';
import { CapabilityModel, CharacteristicValueModel, PartSizeModel, ThicknessRangeModel } from './capability.model.js';
import { FirmModel } from './firm.model.js';
import { SiteModel } from './site.model.js';
import { SupplierLoaders } from './supplier-loaders.js';
import { VerificationConnection } from './verification.model.js';

const IN_LENGTH = { defaultValue: UNIT.mm, description: 'The code of a unit of length, or any word for one.' };
const IN_MASS = { defaultValue: UNIT.kg, description: 'The code of a unit of mass, or any word for one.' };

@Resolver(() => CapabilityModel)
export class CapabilityFieldsResolver {
  constructor(
    private readonly loaders: SupplierLoaders,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => FirmModel, { description: 'Who claims it.' })
  firm(@Parent() capability: Capability, @Context() context: OperationContext) {
    return this.loaders.firm(context, capability.firmId);
  }

  @ResolveField(() => SiteModel, { description: 'Where it is.' })
  site(@Parent() capability: Capability, @Context() context: OperationContext) {
    return this.loaders.site(context, capability.siteId);
  }

  @ResolveField(() => ProcessModel, { description: 'What is done.' })
  process(@Parent() capability: Capability) {
    return this.taxonomy.processes.get(capability.processCode);
  }

  @ResolveField(() => [MaterialModel], { nullable: true, description: 'On what. Null: the firm did not say.' })
  materials(@Parent() { materials }: Capability) {
    const found = materials?.map((code) => this.taxonomy.materials.get(code));
    return found?.filter((material) => material !== undefined) ?? null;
  }

  @ResolveField(() => PartSizeModel, { nullable: true, description: 'The largest part.' })
  maxSize(@Parent() { maxSizeMm }: Capability, @Args('unit', IN_LENGTH) unit: string): PartSizeModel | null {
    if (maxSizeMm === null) return null;
    const [length, width, height] = maxSizeMm.map((side) => this.shown(side, UNIT.mm, unit)!);
    return { length: length!, width: width!, height: height! };
  }

  @ResolveField(() => MeasureModel, { nullable: true, description: 'The heaviest part.' })
  maxMass(@Parent() { maxMassKg }: Capability, @Args('unit', IN_MASS) unit: string): MeasureModel | null {
    return this.shown(maxMassKg, UNIT.kg, unit);
  }

  @ResolveField(() => MeasureModel, { nullable: true, description: 'The tightest tolerance held, as a ± value.' })
  tolerance(@Parent() { toleranceMm }: Capability, @Args('unit', IN_LENGTH) unit: string): MeasureModel | null {
    return this.shown(toleranceMm, UNIT.mm, unit);
  }

  @ResolveField(() => MeasureModel, { nullable: true, description: 'The smoothest surface, as Ra.' })
  roughnessRa(
    @Parent() { roughnessRaUm }: Capability,
    @Args('unit', { ...IN_LENGTH, defaultValue: UNIT.um }) unit: string,
  ): MeasureModel | null {
    return this.shown(roughnessRaUm, UNIT.um, unit);
  }

  @ResolveField(() => ThicknessRangeModel, { nullable: true, description: 'The thickness of material or wall.' })
  thickness(
    @Parent() { thicknessMinMm, thicknessMaxMm }: Capability,
    @Args('unit', IN_LENGTH) unit: string,
  ): ThicknessRangeModel | null {
    const [min, max] = [this.shown(thicknessMinMm, UNIT.mm, unit), this.shown(thicknessMaxMm, UNIT.mm, unit)];
    return min && max && { min, max };
  }

  @ResolveField(() => MeasureModel, { nullable: true, description: 'Free capacity a month. 0: fully booked.' })
  monthlyCapacity(@Parent() { monthlyCapacity, monthlyCapacityUnit }: Capability): MeasureModel | null {
    return monthlyCapacity === null ? null : { value: monthlyCapacity, unit: monthlyCapacityUnit! };
  }

  @ResolveField(() => [CharacteristicValueModel], { description: 'Further numbers, as far as the firm gave any.' })
  characteristics(@Parent() capability: Capability) {
    return Object.entries(capability.characteristics)
      .map(([code, value]) => ({ characteristic: this.taxonomy.characteristics.get(code), value }))
      .filter(({ characteristic }) => characteristic !== undefined);
  }

  @ResolveField(() => StoredFileModel, {
    nullable: true,
    description: 'What proves it, for its owner and the authority.',
  })
  evidenceFile(@Parent() capability: Capability, @Context() context: OperationContext) {
    return this.loaders.file(context, capability.evidenceFileId);
  }

  @ResolveField(() => VerificationConnection, {
    description: 'What officials found, oldest first, for its owner and the authority.',
  })
  verifications(@Parent() capability: Capability, @Args() page: PageArgs, @Context() context: OperationContext) {
    return this.loaders.verifications(context, 'capabilityId', capability.id, page);
  }

  /** What is kept in one unit, in the one that was asked for. A word for no such unit is refused, even where nothing is kept. */
  private shown(value: number | null, keptIn: string, word: string): MeasureModel | null {
    const kept = unitOf(keptIn, this.taxonomy.units);
    const unit = unitNamed(word, kept.dimension, this.taxonomy);
    if (unit === null) throw new ApiError('INVALID_REQUEST', `The unit "${word.slice(0, 20)}" is not known`);
    return value === null ? null : { value: converted(value, kept, unit)!, unit: unit.code };
  }
}
