import type { FastifyReply } from 'fastify';
import { BudgetSpent } from './budget-spent.js';
import type { Spent } from './request-budgets.js';

/** `RateLimit` and `RateLimit-Policy` as the IETF draft has them. */
export function tellBudget(reply: FastifyReply, spent: Spent): void {
  void reply
    .header('ratelimit-policy', `"${spent.budget}";q=${spent.points};w=${spent.seconds}`)
    .header('ratelimit', `"${spent.budget}";r=${spent.remaining};t=${spent.resetSeconds}`);
}

/** For a refusal on its way to the client. */
export function tellRetryAfter(reply: FastifyReply, refusal: unknown): void {
  if (refusal instanceof BudgetSpent) void reply.header('retry-after', String(refusal.retryAfterSeconds));
}
