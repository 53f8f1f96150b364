import type { PersonActor } from '../database/actor.js';

/** Whom a link was made for: a person in an organisation, and the sign-in or the key that asked for it. */
export type Holder = Pick<PersonActor, 'personId' | 'organisationId' | 'sessionId'> & { keyId?: string };

/** Provided by `identity`: who holds this access token. Null where it is wrong, expired or revoked. */
export interface Authenticator {
  authenticate(accessToken: string): Promise<PersonActor | null>;
  /** Whether that may go on: the session stands, and the person still belongs where it did. */
  stands(actor: PersonActor): Promise<boolean>;
  /** The same, as things stand now. Null where the sign-in or the key is over, or the person no longer acts there. */
  stillStanding(holder: Holder): Promise<PersonActor | null>;
}

export const AUTHENTICATOR = Symbol('Authenticator');

/** The token of an `Authorization: Bearer …` value. */
export function bearerToken(authorization: unknown): string | null {
  const match = typeof authorization === 'string' ? /^Bearer ([\w.~+/=-]+)$/i.exec(authorization.trim()) : null;
  return match?.[1] ?? null;
}
