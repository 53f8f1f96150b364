import type { PersonActor } from '../database/actor.js';

/** Provided by `identity`: who holds this access token. Null where it is wrong, expired or revoked. */
export interface Authenticator {
  authenticate(accessToken: string): Promise<PersonActor | null>;
  /** Whether somebody it has let in may still act as they did then. */
  stands(actor: PersonActor): Promise<boolean>;
}

export const AUTHENTICATOR = Symbol('Authenticator');

/** The token of an `Authorization: Bearer …` value. */
export function bearerToken(authorization: unknown): string | null {
  const match = typeof authorization === 'string' ? /^Bearer ([\w.~+/=-]+)$/i.exec(authorization.trim()) : null;
  return match?.[1] ?? null;
}
