import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

const FAILURES = 10;
const MINUTES = 15;
export const THROTTLE_MINUTES = MINUTES;

/**
 * Slows guessing: after ten wrong passwords in a quarter of an hour an e-mail address is closed until the oldest of them
 * is that old, for everybody and also with the right password, and whether or not anyone has the address. Guesses made
 * at the same instant do not see each other; there can only be as many of them as there are database connections.
 */
@Injectable()
export class SignInThrottle {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async isClosed(email: string): Promise<boolean> {
    const [row] = await this.unitOfWork.query<{ isClosed: boolean }>(
      `SELECT count(*) >= ${FAILURES} AS "isClosed" FROM sign_in_failure
       WHERE email = $1 AND failed_at > now() - interval '${MINUTES} minutes'`,
      [email],
    );
    return row!.isClosed;
  }

  /** Remembers a wrong password, and forgets some of those that count no more. */
  async count(email: string): Promise<void> {
    await this.unitOfWork.query('INSERT INTO sign_in_failure (id, email) VALUES ($1, $2)', [newId(), email]);
    await this.unitOfWork.query(
      `DELETE FROM sign_in_failure WHERE id IN (
         SELECT id FROM sign_in_failure WHERE failed_at < now() - interval '1 day'
         ORDER BY failed_at LIMIT 50 FOR UPDATE SKIP LOCKED)`,
    );
  }

  async forgive(email: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM sign_in_failure WHERE email = $1', [email]);
  }
}
