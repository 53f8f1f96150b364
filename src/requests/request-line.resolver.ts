import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequirementsShown } from '../criteria/registry.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { LineContent } from './line-content.js';
import { operationsModel, requirementsModel } from './line-model.js';
import { RequestLineModel, RequestOperationModel, RevisedLineModel } from './requests.models.js';
import { RequirementsModel } from './requirements.models.js';

const OPERATIONS = { description: 'The process steps in order.' };
const REQUIREMENTS = { description: 'What else is asked for.' };

/** What a line asks for, with the taxonomy's objects in place of their codes. */
@Resolver(() => RequestLineModel)
export class RequestLineResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => [RequestOperationModel], OPERATIONS)
  operations(@Parent() line: LineContent): RequestOperationModel[] {
    return operationsModel(line, this.taxonomy);
  }

  @ResolveField(() => RequirementsModel, REQUIREMENTS)
  requirements(@Parent() line: LineContent): RequirementsShown {
    return requirementsModel(line, this.taxonomy);
  }
}

/** The same for a line as a revision had it. */
@Resolver(() => RevisedLineModel)
export class RevisedLineResolver {
  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @ResolveField(() => [RequestOperationModel], OPERATIONS)
  operations(@Parent() line: LineContent): RequestOperationModel[] {
    return operationsModel(line, this.taxonomy);
  }

  @ResolveField(() => RequirementsModel, REQUIREMENTS)
  requirements(@Parent() line: LineContent): RequirementsShown {
    return requirementsModel(line, this.taxonomy);
  }
}
