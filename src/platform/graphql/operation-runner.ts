import { Injectable } from '@nestjs/common';
import type { ExecutionResult } from 'graphql';
import { isRetryable } from '../database/database-errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { WorkApart } from '../database/work-apart.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { type KeyedRequest, RememberedAnswers } from './remembered-answers.js';

export interface Operation extends KeyedRequest {
  idempotencyKey: string | null;
}

type Execute = (context: OperationContext) => Promise<ExecutionResult>;

interface Answer {
  result: ExecutionResult;
  /** Only what a mutation changed without failing is kept. */
  isKept: boolean;
}

/**
 * One GraphQL operation is one unit of work: all its resolvers see the same snapshot under the caller’s identity, and
 * a mutation that fails unexpectedly leaves nothing behind. Losing against a concurrent transaction, or asking for slow
 * work, runs the whole operation again. A mutation sent with an idempotency key is done once; its answer is remembered with what it did.
 */
@Injectable()
export class OperationRunner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly answers: RememberedAnswers,
  ) {}

  async run(context: OperationContext, operation: Operation, execute: Execute): Promise<ExecutionResult> {
    const { idempotencyKey: key } = operation;
    if (key !== null) this.answers.checkKey(key, context.actor);
    const { result } = await this.unitOfWork.run<Answer>(
      context.actor,
      async () => {
        const remembered = key === null ? null : await this.answers.findOrClaim(key, operation);
        if (remembered) return { result: remembered, isKept: true };
        const answer = await this.executeOnce(context, execute);
        if (key !== null && answer.isKept) await this.keep(key, answer, context);
        return answer;
      },
      { isKept: (answer) => answer.isKept },
    );
    return result;
  }

  /** A refusal is not remembered: what stood in the way may be put right, and sent again under the same key. */
  private async keep(key: string, { result }: Answer, { execution }: OperationContext): Promise<void> {
    if (execution.hasEffect) await this.answers.remember(key, result, execution.holdsSecret ?? false);
    else await this.answers.forget(key);
  }

  private async executeOnce(context: OperationContext, execute: Execute): Promise<Answer> {
    context.attempt++;
    context.loaders = new Loaders();
    context.execution = { type: null, failures: [] };
    const result = await execute(context);
    const again = context.execution.failures.find((one) => isRetryable(one) || one instanceof WorkApart);
    if (again) throw again;
    return { result, isKept: context.execution.type === 'mutation' && context.execution.failures.length === 0 };
  }
}
