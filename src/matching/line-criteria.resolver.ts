import { Inject } from '@nestjs/common';
import { Context, Field, Float, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequirementLevel } from '../criteria/requirement.graphql.js';
import { Clock } from '../platform/clock.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { RequestLineModel } from '../requests/requests.models.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { criteriaOf, prepareLine } from './prepared-line.js';
import { CriterionModel } from './verdicts/verdict.models.js';
import { VerdictsInLanguages } from './verdicts/verdicts-in-languages.js';

@ObjectType('LineCriterion', { description: 'Something a line asks for, by which every firm is judged.' })
export class LineCriterionModel {
  @Field(() => CriterionModel, { description: 'As in its verdicts.' })
  criterion: CriterionModel;

  @Field(() => RequirementLevel, { description: 'Whether the buyer asks for it as a must.' })
  level: string;

  @Field(() => Float, { description: 'What it weighs in the score.' })
  weight: number;
}

/** What a line's verdicts will be about, before there are any. */
@Resolver(() => RequestLineModel)
export class LineCriteriaResolver {
  constructor(
    private readonly shown: VerdictsInLanguages,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => [LineCriterionModel], {
    description: 'What every match of the line has a verdict for, in the order of the verdicts.',
  })
  criteria(@Parent() line: RequestLine, @Context() { language }: OperationContext): LineCriterionModel[] {
    const { id, operations, requirements } = line;
    const asked = { id, operations, requirements, excludedFirmIds: [] };
    const prepared = prepareLine(asked, this.taxonomy, this.clock.today());
    return criteriaOf(prepared).map(({ key, required, level, weight }) => ({
      criterion: this.shown.in(language).criterion({ criterion: key, required }),
      level,
      weight,
    }));
  }
}
