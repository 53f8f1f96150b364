import { Injectable } from '@nestjs/common';
import { SealedColumns } from '../platform/config/sealed-columns.js';
import { SecretBox } from '../platform/config/secret-box.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Refusal } from '../platform/graphql/problems.js';
import { isAuthenticatorCode, readCode, stepOf } from './authenticator-codes.js';
import { IDENTITY } from './identity.errors.js';
import type { Person } from './person.entity.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { type Guesser, SignInThrottle } from './sign-in-throttle.js';

interface Factor {
  secret: Buffer;
  isConfirmed: boolean;
}

/**
 * What people have beside their password: an authenticator app, and codes on paper for when it is lost. Wrong codes are counted
 * as wrong passwords are, so refusals that counted one must not be undone. To be called as Ketnoi itself.
 */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly box: SecretBox,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly challenges: SignInChallenges,
    private readonly throttle: SignInThrottle,
    sealed: SealedColumns,
  ) {
    sealed.register({ table: 'second_factor', id: 'person_id', column: 'secret', ownerOf });
  }

  /** Keeps the secret of an app that has not shown a code yet; false where one is in force. */
  async keep(personId: string, secret: string): Promise<boolean> {
    const kept = await this.unitOfWork.query(
      `INSERT INTO second_factor (person_id, secret) VALUES ($1, $2)
       ON CONFLICT (person_id) DO UPDATE SET secret = $2, made_at = now() WHERE second_factor.confirmed_at IS NULL
       RETURNING person_id`,
      [personId, await this.box.seal(ownerOf(personId), secret)],
    );
    return kept.length > 0;
  }

  /** Whether there is one, and whether it is in force. */
  async stateOf(personId: string): Promise<'NONE' | 'KEPT' | 'IN_FORCE'> {
    const factor = await this.find(personId);
    if (!factor) return 'NONE';
    return factor.isConfirmed ? 'IN_FORCE' : 'KEPT';
  }

  /** Uses the code up: of the app, or of the paper where the app is in force. */
  refuseWrongCode(
    { id, email }: Pick<Person, 'id' | 'email'>,
    guesser: Guesser,
    code: string,
    path: string[],
  ): Promise<Refusal | null> {
    const isRight = async () => this.take(id, readCode(code));
    return this.throttle.refuseWrong(email!, guesser, { path, message: IDENTITY.CODE_WRONG, isRight });
  }

  async putInForce(personId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE second_factor SET confirmed_at = now() WHERE person_id = $1', [personId]);
  }

  /** Of a person who is to come in without it, or not at all. */
  async forget(personId: string): Promise<void> {
    await this.recoveryCodes.forget(personId);
    await this.challenges.voidAll(personId);
    await this.unitOfWork.query('DELETE FROM second_factor WHERE person_id = $1', [personId]);
  }

  /** Two uses at once collide over the row, and the one that is run again finds the code taken. */
  private async take(personId: string, code: string): Promise<boolean> {
    if (!isAuthenticatorCode(code)) return this.recoveryCodes.take(personId, code);
    const factor = await this.find(personId);
    const step = factor && stepOf(code, await this.box.open(ownerOf(personId), factor.secret));
    if (step === null) return false;
    const taken = await this.unitOfWork.query(
      'UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2 RETURNING person_id',
      [personId, step],
    );
    return taken.length > 0;
  }

  private async find(personId: string): Promise<Factor | null> {
    const [factor] = await this.unitOfWork.query<Factor>(
      'SELECT secret, confirmed_at IS NOT NULL AS "isConfirmed" FROM second_factor WHERE person_id = $1',
      [personId],
    );
    return factor ?? null;
  }
}

const ownerOf = (personId: string): string => `second factor of ${personId}`;
