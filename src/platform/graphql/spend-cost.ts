import { OPERATION_POINTS, REFUSED_POINTS } from '../budgets/budgets.js';
import type { RequestBudgets } from '../budgets/request-budgets.js';
import type { OperationCost } from './cost/refuse-costly.js';
import type { OperationContext } from './operation-context.js';

/** Spends what an operation costs, once, however often it has to be tried. */
export async function spendCost(
  budgets: RequestBudgets,
  operation: Pick<OperationContext, 'actor' | 'client' | 'payment'>,
  cost: OperationCost,
): Promise<void> {
  operation.payment.spent ??= await budgets.spend(
    budgets.ofOperations(operation),
    operation,
    OPERATION_POINTS + cost.requested,
  );
}

/** Spends what looking at an operation costs that never came to be executed. */
export async function spendOnRefused(
  budgets: RequestBudgets,
  operation: Pick<OperationContext, 'actor' | 'client' | 'payment'>,
): Promise<void> {
  operation.payment.spent ??= await budgets.spend(budgets.ofOperations(operation), operation, REFUSED_POINTS);
}
