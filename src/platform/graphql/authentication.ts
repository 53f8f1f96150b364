import type { PersonActor } from '../database/actor.js';

/** Provided by `identity`: who holds this access token. Null where it is wrong, expired or revoked. */
export interface Authenticator {
  authenticate(accessToken: string): Promise<PersonActor | null>;
  /** Whether that may go on: the session stands, and the person still belongs where it did. */
  stands(actor: PersonActor): Promise<boolean>;
  /** The same person in the same organisation, as things stand now. Null where it left, or has signed out everywhere. */
  stillStanding(personId: string, organisationId: string): Promise<PersonActor | null>;
}

export const AUTHENTICATOR = Symbol('Authenticator');

/** The token of an `Authorization: Bearer …` value. */
export function bearerToken(authorization: unknown): string | null {
  const match = typeof authorization === 'string' ? /^Bearer ([\w.~+/=-]+)$/i.exec(authorization.trim()) : null;
  return match?.[1] ?? null;
}
