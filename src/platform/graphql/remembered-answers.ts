import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExecutionResult } from 'graphql';
import { SigningKey } from '../config/signing-key.js';
import { type Actor, isPerson } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Retention } from '../retention/retention.js';
import { ApiError } from './api-error.js';

/** What UUIDs, ULIDs, base64 and names with numbers are made of. */
const KEY = /^[\w.~:/+=-]{1,200}$/;

/** Strangers share one set of keys, so theirs must be of a length that nobody comes upon. */
const SHORTEST_KEY_OF_A_STRANGER = 20;

export interface KeyedRequest {
  query: string;
  variables: unknown;
  operationName: string | null | undefined;
}

/**
 * The answers of mutations that were sent with an idempotency key, by person and organisation, written in the same
 * transaction as what the mutation did. A claim stands for the length of a transaction: whoever sends the same key
 * meanwhile is told so at once, and whoever sends it later gets the answer, or, where that held a secret, is told that it
 * was done.
 */
@Injectable()
export class RememberedAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secret: SigningKey,
    retention: Retention,
  ) {
    retention.register({
      period: 'answers',
      table: 'idempotency_key',
      over: 'created_at < $1',
      oldestFirst: 'created_at',
    });
  }

  /** Refuses a key that is too long, too short or of other characters. */
  checkKey(key: string, actor: Actor): void {
    if (!KEY.test(key)) {
      throw new ApiError('INVALID_REQUEST', 'Idempotency-Key must be 1 to 200 letters, digits or . _ ~ : / + = -');
    }
    if (!isPerson(actor) && key.length < SHORTEST_KEY_OF_A_STRANGER) {
      throw new ApiError(
        'INVALID_REQUEST',
        `Without signing in, Idempotency-Key must have at least ${SHORTEST_KEY_OF_A_STRANGER} characters, best a UUID`,
      );
    }
  }

  /** The answer that was remembered, or null for the first request with the key, which then holds it until the commit. */
  async findOrClaim(key: string, request: KeyedRequest): Promise<ExecutionResult | null> {
    const hashes = await this.fingerprints(request);
    const [found] = await this.unitOfWork.query<{ request_hash: string; response: ExecutionResult | null }>(
      `SELECT request_hash, response FROM idempotency_key WHERE ${this.isMine('$1')}`,
      [key],
    );
    if (found) return answerOf(found, hashes);
    const [lock] = await this.unitOfWork.query<{ isFree: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended(
         concat_ws(' ', 'idempotency', acting_organisation(), acting_person(), $1::text), 0)) AS "isFree"`,
      [key],
    );
    if (!lock!.isFree) {
      throw new ApiError(
        'IDEMPOTENCY_KEY_IN_PROGRESS',
        'A request with this Idempotency-Key is being carried out; send it again in a moment',
        { httpStatus: 409 },
      );
    }
    // A twin that has committed since this transaction’s snapshot makes this fail as a collision, and the next try finds it.
    await this.unitOfWork.query(
      `INSERT INTO idempotency_key (organisation_id, person_id, key, request_hash)
       VALUES (acting_organisation(), acting_person(), $1, $2) ON CONFLICT DO NOTHING`,
      [key, hashes[0]],
    );
    return null;
  }

  /** An answer with a secret in it is never written down: only that it was given. */
  async remember(key: string, result: ExecutionResult, holdsSecret: boolean): Promise<void> {
    if (holdsSecret) return;
    await this.unitOfWork.query(`UPDATE idempotency_key SET response = $2 WHERE ${this.isMine('$1')}`, [
      key,
      JSON.stringify(result),
    ]);
  }

  /** Nothing was done, so nothing would be done twice: the key is free again. */
  async forget(key: string): Promise<void> {
    await this.unitOfWork.query(`DELETE FROM idempotency_key WHERE ${this.isMine('$1')}`, [key]);
  }

  private isMine(key: string): string {
    const { actor } = this.unitOfWork;
    return isPerson(actor)
      ? `organisation_id = (SELECT acting_organisation()) AND person_id = (SELECT acting_person()) AND key = ${key}`
      : `organisation_id IS NULL AND person_id IS NULL AND key = ${key}`;
  }

  /** With each secret, as there are passwords among the variables: nobody who reads the table can try words on it. */
  private async fingerprints({ query, variables, operationName }: KeyedRequest): Promise<string[]> {
    const text = JSON.stringify([query, variables ?? null, operationName ?? null]);
    return (await this.secret.all()).map((secret) =>
      createHmac('sha256', secret).update('idempotency ').update(text).digest('hex'),
    );
  }
}

function answerOf(
  found: { request_hash: string; response: ExecutionResult | null },
  hashes: readonly string[],
): ExecutionResult {
  if (!hashes.includes(found.request_hash)) {
    throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request');
  }
  if (!found.response) {
    throw new ApiError(
      'IDEMPOTENCY_ANSWER_NOT_KEPT',
      'This was done under the same Idempotency-Key; its answer held a secret and was not kept. Sign in to go on',
    );
  }
  return found.response;
}
