import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExecutionResult } from 'graphql';
import { isPerson } from '../database/actor.js';
import { isRetryable } from '../database/database-errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { WorkApart } from '../database/work-apart.js';
import { ApiError } from './api-error.js';
import { Loaders, type OperationContext } from './operation-context.js';

const LONGEST_KEY = 200;

export interface Operation {
  query: string;
  variables: unknown;
  operationName: string | null | undefined;
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
 * work, runs the whole operation again. A mutation sent with an idempotency key is done once; its answer is remembered with its effects.
 */
@Injectable()
export class OperationRunner {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(context: OperationContext, operation: Operation, execute: Execute): Promise<ExecutionResult> {
    const key = isPerson(context.actor) ? operation.idempotencyKey : null;
    if (key !== null && (key === '' || key.length > LONGEST_KEY)) {
      throw new ApiError('INVALID_REQUEST', `Idempotency-Key must have 1 to ${LONGEST_KEY} characters`);
    }
    const { result } = await this.unitOfWork.run<Answer>(
      context.actor,
      async () => {
        const remembered = key === null ? null : await this.claim(key, operation);
        if (remembered) return { result: remembered, isKept: true };
        const answer = await this.executeOnce(context, execute);
        if (key !== null && answer.isKept) {
          await this.remember(key, context.execution.holdsSecret ? null : answer.result);
        }
        return answer;
      },
      { isKept: (answer) => answer.isKept },
    );
    return result;
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

  /** The remembered answer, or null when this request is the first with its key. */
  private async claim(key: string, operation: Operation): Promise<ExecutionResult | null> {
    const hash = createHash('sha256')
      .update(JSON.stringify([operation.query, operation.variables ?? null, operation.operationName ?? null]))
      .digest('hex');
    const claimed = await this.unitOfWork.query(
      `INSERT INTO idempotency_key (person_id, key, request_hash) VALUES (acting_person(), $1, $2)
       ON CONFLICT DO NOTHING RETURNING key`,
      [key, hash],
    );
    if (claimed.length > 0) return null;
    const [row] = await this.unitOfWork.query<{ request_hash: string; response: ExecutionResult | null }>(
      'SELECT request_hash, response FROM idempotency_key WHERE person_id = acting_person() AND key = $1',
      [key],
    );
    if (row?.request_hash !== hash || !row.response) {
      throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request');
    }
    return row.response;
  }

  /** Without a result the key is forgotten: an answer with tokens in it is never written down. */
  private async remember(key: string, result: ExecutionResult | null): Promise<void> {
    if (!result) {
      await this.unitOfWork.query('DELETE FROM idempotency_key WHERE person_id = acting_person() AND key = $1', [key]);
      return;
    }
    await this.unitOfWork.query(
      'UPDATE idempotency_key SET response = $2 WHERE person_id = acting_person() AND key = $1',
      [key, JSON.stringify(result)],
    );
  }
}
