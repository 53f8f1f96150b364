import { ApiError } from '../graphql/api-error.js';
import { type BudgetName, BUDGETS } from './budgets.js';

/** There is nothing left to spend for now. Over plain HTTP the status is read, in GraphQL the code. */
export class BudgetSpent extends ApiError {
  readonly statusCode = 429;

  constructor(
    readonly budget: BudgetName,
    readonly retryAfterSeconds: number,
  ) {
    super('BUDGET_SPENT', `Too many ${BUDGETS[budget].description}: try again in ${retryAfterSeconds} seconds`, {
      httpStatus: 429,
      details: { budget, retryAfterSeconds },
    });
  }
}
