import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Retention } from '../platform/retention/retention.js';
import { CHALLENGE_MINUTES } from './limits.js';
import { digest, looksLikeToken, newToken } from './secret-tokens.js';
import type { SignInChallengeModel } from './second-factors.models.js';

/** Whose sign-in waits for a code. */
export interface Challenged {
  personId: string;
  organisationId: string;
  email: string;
  /** Who has said who it is; null: a password has. */
  providerId: string | null;
}

/** Sign-ins with the right password, or by a provider, that wait for a code. To be called as Ketnoi itself. */
@Injectable()
export class SignInChallenges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    retention: Retention,
  ) {
    retention.register({
      period: 'signInChallenges',
      table: 'sign_in_challenge',
      over: 'expires_at < $1',
      oldestFirst: 'expires_at',
    });
  }

  async issue(
    personId: string,
    organisationId: string,
    providerId: string | null = null,
  ): Promise<SignInChallengeModel> {
    const token = newToken();
    const [challenge] = await this.unitOfWork.query<{ expiresAt: Date }>(
      `INSERT INTO sign_in_challenge (hash, person_id, organisation_id, expires_at, provider_id)
       VALUES ($1, $2, $3, now() + make_interval(mins => $4), $5) RETURNING expires_at AS "expiresAt"`,
      [digest(token), personId, organisationId, CHALLENGE_MINUTES, providerId],
    );
    return { token, expiresAt: challenge!.expiresAt };
  }

  /** Null for a token that is none, is over or was used, and for somebody who may not come in any more. */
  async find(token: string): Promise<Challenged | null> {
    if (!looksLikeToken(token)) return null;
    const [challenged] = await this.unitOfWork.query<Challenged>(
      `SELECT person.id AS "personId", membership.organisation_id AS "organisationId", person.email,
              provider_id AS "providerId"
       FROM sign_in_challenge
       JOIN person ON person.id = sign_in_challenge.person_id
       JOIN membership ON membership.person_id = person.id
         AND membership.organisation_id = sign_in_challenge.organisation_id AND suspended_at IS NULL
       WHERE hash = $1 AND expires_at > now() FOR UPDATE OF sign_in_challenge`,
      [digest(token)],
    );
    return challenged ?? null;
  }

  /** Of somebody whose password is another now, or who needs no code any more. */
  async voidAll(personId: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM sign_in_challenge WHERE person_id = $1', [personId]);
  }

  /** Those a provider has spoken for, or those of an authority that another has, or none. */
  async voidThoseOf(
    which: { providerId: string } | { organisationId: string; exceptProviderId: string },
  ): Promise<void> {
    if ('providerId' in which) {
      await this.unitOfWork.query('DELETE FROM sign_in_challenge WHERE provider_id = $1', [which.providerId]);
    } else {
      await this.unitOfWork.query(
        'DELETE FROM sign_in_challenge WHERE organisation_id = $1 AND provider_id IS DISTINCT FROM $2',
        [which.organisationId, which.exceptProviderId],
      );
    }
  }

  async useUp(token: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM sign_in_challenge WHERE hash = $1', [digest(token)]);
  }
}
