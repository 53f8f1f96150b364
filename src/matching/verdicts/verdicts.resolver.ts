import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { OperationContext } from '../../platform/graphql/operation-context.js';
import type { Verdict } from '../../criteria/verdict.js';
import { MeasureModel } from '../../taxonomy/measure.model.js';
import { StatedValueModel } from './stated-value.models.js';
import { CriterionModel, GapModel, VerdictModel } from './verdict.models.js';
import type { GapOfVerdict } from './verdicts-in-api.js';
import { VerdictsInLanguages } from './verdicts-in-languages.js';

@Resolver(() => VerdictModel)
export class VerdictResolver {
  constructor(private readonly shown: VerdictsInLanguages) {}

  @ResolveField(() => CriterionModel, { description: 'Which requirement it answers.' })
  criterion(@Parent() verdict: Verdict, @Context() { language }: OperationContext): CriterionModel {
    return this.shown.in(language).criterion(verdict);
  }

  @ResolveField(() => StatedValueModel, { description: 'What was asked for.' })
  required(@Parent() verdict: Verdict, @Context() { language }: OperationContext): StatedValueModel {
    return this.shown.in(language).required(verdict);
  }

  @ResolveField(() => StatedValueModel, {
    nullable: true,
    description: 'What the firm states; null where it is silent.',
  })
  offered(@Parent() verdict: Verdict, @Context() { language }: OperationContext): StatedValueModel | null {
    return this.shown.in(language).offered(verdict);
  }

  @ResolveField(() => MeasureModel, {
    nullable: true,
    description: 'Room left; negative by as much as is short; null where the criterion does not measure.',
  })
  margin(@Parent() { margin, unit }: Verdict): MeasureModel | null {
    return margin === null ? null : { value: margin, unit };
  }

  @ResolveField(() => String, { description: 'The whole of it in words, in the language of the request.' })
  sentence(@Parent() verdict: Verdict, @Context() { language }: OperationContext): string {
    return this.shown.in(language).sentences.verdict(verdict);
  }
}

@Resolver(() => GapModel)
export class GapResolver {
  constructor(private readonly shown: VerdictsInLanguages) {}

  @ResolveField(() => CriterionModel, { description: 'As in its verdict.' })
  criterion(@Parent() gap: GapOfVerdict, @Context() { language }: OperationContext): CriterionModel {
    return this.shown.in(language).criterion(gap);
  }

  @ResolveField(() => MeasureModel, {
    nullable: true,
    description: 'How much is missing; null where it does not measure.',
  })
  short(@Parent() { short, unit }: GapOfVerdict): MeasureModel | null {
    return short === null ? null : { value: short, unit };
  }

  @ResolveField(() => String, {
    description: 'What is missing and what closes it, in the language of the request.',
  })
  sentence(@Parent() gap: GapOfVerdict, @Context() { language }: OperationContext): string {
    return this.shown.in(language).sentences.gap(gap);
  }
}
