import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { ProfileGapModel } from '../suppliers/firm.model.js';
import { ProfileGaps } from '../suppliers/profile-gaps.service.js';
import { known } from '../taxonomy/known.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { MaterialModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { branchesOf } from './candidates.js';
import type { Match } from './match.entity.js';
import { SupplierMatchModel } from './match-shapes.models.js';
import type { Teaser, VolumeBand } from './teaser.js';
import { RequestTeaserModel, type VolumeBandModel } from './teaser.models.js';

const NOTHING_SAID: Teaser = { materials: [], volume: null, region: null };

/** What a supplier is told of every match of its own, in any state. */
@Resolver(() => SupplierMatchModel)
export class SupplierTeaserResolver {
  constructor(
    private readonly gaps: ProfileGaps,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => RequestTeaserModel, { description: 'Why you are a match: what is looked for, roughly.' })
  teaser(@Parent() match: Match): Teaser {
    return match.teaser ?? NOTHING_SAID;
  }

  @ResolveField(() => [ProfileGapModel], {
    description:
      'What your profile leaves empty that a request for these processes may ask: completing it can only improve the match. It says nothing of what this one asks.',
  })
  profileGaps(@Parent() match: Match, @Context() context: OperationContext): Promise<ProfileGapModel[]> {
    const operations = match.processes.map((process) => ({ process, ownOnly: false }));
    const answering = new Set(branchesOf({ operations }, this.taxonomy));
    return this.gaps.of(context, match.firmId, (process) => answering.has(process));
  }
}

@Resolver(() => RequestTeaserModel)
export class RequestTeaserResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => [MaterialModel], {
    description: 'The families of materials it is made of, any of which will do; none where it is not said.',
  })
  materials(@Parent() { materials }: Teaser) {
    return materials.map((code) => known(this.taxonomy.materials, code));
  }

  @ResolveField()
  monthlyVolume(@Parent() { volume }: Teaser): VolumeBandModel | null {
    return volume && inMeasures(volume);
  }
}

function inMeasures({ atLeast, below, unit }: VolumeBand): VolumeBandModel {
  const measure = (value: number | null) => (value === null ? null : { value, unit });
  return { atLeast: measure(atLeast), below: measure(below) };
}
