import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { known } from './known.js';
import { MeasureModel } from './measure.model.js';
import type { Taxonomy, Unit } from './taxonomy.js';
import { CharacteristicModel, UnitModel } from './taxonomy.models.js';
import { TAXONOMY } from './taxonomy.token.js';
import { afterNumber } from './units.js';

const UNIT_OR_PLAIN = { nullable: true, description: 'Null for a plain number: layers, axes.' };

@Resolver(() => UnitModel)
export class UnitResolver {
  @ResolveField(() => String, {
    description: 'As written after a number, of several: a sign, or a word in the language of the request.',
  })
  symbol(@Parent() unit: Unit, @Context() { language }: OperationContext): string {
    return afterNumber(unit, language);
  }
}

/** What is kept is a code: the entry of the taxonomy is looked up only when somebody asks. */
abstract class InUnit {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  protected unitOf({ unit }: { unit: string | null }): Unit | null {
    return unit === null ? null : known(this.taxonomy.units, unit);
  }
}

@Resolver(() => MeasureModel)
export class MeasureResolver extends InUnit {
  @ResolveField(() => UnitModel, UNIT_OR_PLAIN)
  unit(@Parent() measure: MeasureModel): Unit | null {
    return this.unitOf(measure);
  }
}

@Resolver(() => CharacteristicModel)
export class CharacteristicResolver extends InUnit {
  @ResolveField(() => UnitModel, UNIT_OR_PLAIN)
  unit(@Parent() characteristic: CharacteristicModel): Unit | null {
    return this.unitOf(characteristic);
  }
}
