import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { OperationContext } from '../graphql/operation-context.js';
import type { BudgetName } from './budgets.js';
import { RequestBudgets } from './request-budgets.js';

const SPENDS = 'ketnoi:spends';

/** What a mutation spends beside its cost: one of this budget each time it is called, in one operation or in several. */
export const Spends = (budget: BudgetName) => SetMetadata(SPENDS, budget);

/** Takes what mutations spend, before anything of them is done; what they are refused for is spent all the same. */
@Injectable()
export class BudgetGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly budgets: RequestBudgets,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const budget = this.reflector.get<BudgetName | undefined>(SPENDS, context.getHandler());
    if (budget === undefined) return true;
    const operation = GqlExecutionContext.create(context).getContext<OperationContext>();
    // A try after a collision does the same once more, which nobody asked for.
    if (operation.attempt === 1) await this.budgets.spend(budget, operation);
    return true;
  }
}
