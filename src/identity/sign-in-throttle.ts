import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Client } from '../platform/graphql/client.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import type { Message } from '../platform/i18n/message.js';
import { IDENTITY } from './identity.errors.js';
import { Retention } from '../platform/retention/retention.js';
import { DeviceTokens } from './device-tokens.js';

/** Wrong ones that one guesser has in so many minutes. */
const OWN_GUESSES = 10;
const OWN_MINUTES = 15;
/**
 * Wrong ones that all strangers together have in a day before they have to wait between two: half a minute, which doubles
 * with every ten further ones, up to a quarter of an hour. That makes at most 165 a day.
 */
const STRANGERS_GUESSES = 30;
const SHORTEST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 900;
const DOUBLES_AFTER = 10;

/** Who tries a password. */
export interface Guesser {
  key: string;
  isStranger: boolean;
}

/** What is tried: where it stands in the input, what is said of a wrong one, and the trial itself. */
interface Trial {
  path: string[];
  message: Message;
  isRight: () => Promise<boolean>;
}

interface Failures {
  /** Seconds until the oldest of the guesser’s last ten counts no more; null where there are fewer. */
  ownWait: number | null;
  strangersCount: number;
  secondsSinceStranger: number | null;
}

/**
 * Slows guessing, by the address that is tried and by who tries it: ten wrong ones close the door for a quarter of an hour
 * for whoever guessed, and for nobody else. Strangers, who have never signed in as this person from their device or
 * address, have a further count in common, so that many of them together come no further. Whether anybody has the address
 * makes no difference. Guesses made at the same instant do not see each other; there can only be as many of them as there
 * are database connections.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly devices: DeviceTokens,
    retention: Retention,
  ) {
    retention.register({
      period: 'signInFailures',
      table: 'sign_in_failure',
      over: 'failed_at < $1',
      oldestFirst: 'failed_at',
    });
  }

  /** `personId`: whose address it is, if anybody’s. Takes the same steps where it is nobody’s. */
  async guesser(personId: string | null, { address }: Client, deviceToken?: string | null): Promise<Guesser> {
    const device = await this.devices.read(deviceToken);
    const before = await this.unitOfWork.query('SELECT FROM session WHERE person_id = $1 AND address = $2 LIMIT 1', [
      personId,
      address,
    ]);
    if (device && device.personId === personId) return { key: `device ${device.id}`, isStranger: false };
    return { key: `address ${address}`, isStranger: before.length === 0 };
  }

  /** Whoever is signed in already is no stranger. */
  signedIn(personId: string): Guesser {
    return { key: `person ${personId}`, isStranger: false };
  }

  /** Tries a password or a code, unless the guesser has to wait, and counts a wrong one: the refusal must not be undone. */
  async refuseWrong(email: string, guesser: Guesser, { path, message, isRight }: Trial): Promise<Refusal | null> {
    const seconds = await this.secondsToWait(email, guesser);
    if (seconds > 0) return tooManyAttempts(path, seconds);
    if (await isRight()) return null;
    await this.count(email, guesser);
    return refuse(message, path);
  }

  /** How many seconds the guesser has to wait before trying this e-mail address; 0 for not at all. */
  async secondsToWait(email: string, { key, isStranger }: Guesser): Promise<number> {
    const [failures] = await this.unitOfWork.query<Failures>(
      `SELECT
         ${OWN_MINUTES * 60} - extract(epoch FROM now() - (
           SELECT failed_at FROM sign_in_failure WHERE email = $1 AND guesser = $2
           ORDER BY failed_at DESC OFFSET ${OWN_GUESSES - 1} LIMIT 1))::float AS "ownWait",
         count(*)::int AS "strangersCount",
         extract(epoch FROM now() - max(failed_at))::float AS "secondsSinceStranger"
       FROM sign_in_failure WHERE email = $1 AND is_stranger AND failed_at > now() - interval '1 day'`,
      [email, key],
    );
    const { ownWait, strangersCount, secondsSinceStranger } = failures!;
    const strangersWait = isStranger ? waitBetween(strangersCount) - (secondsSinceStranger ?? 0) : 0;
    return Math.max(0, ownWait ?? 0, strangersWait);
  }

  /** Remembers a wrong password. */
  async count(email: string, { key, isStranger }: Guesser): Promise<void> {
    await this.unitOfWork.query(
      'INSERT INTO sign_in_failure (id, email, guesser, is_stranger) VALUES ($1, $2, $3, $4)',
      [newId(), email, key, isStranger],
    );
  }

  /** Forgets the wrong ones of whoever came to the right one. What others guess still counts. */
  async forgive(email: string, { key }: Guesser): Promise<void> {
    await this.unitOfWork.query('DELETE FROM sign_in_failure WHERE email = $1 AND guesser = $2', [email, key]);
  }

  async forgiveAll(email: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM sign_in_failure WHERE email = $1', [email]);
  }
}

export const tooManyAttempts = (path: string[], seconds: number): Refusal =>
  refuse(IDENTITY.TOO_MANY_ATTEMPTS, path, { minutes: Math.ceil(seconds / 60) });

function waitBetween(strangersCount: number): number {
  const beyond = strangersCount - STRANGERS_GUESSES;
  return beyond < 0
    ? 0
    : Math.min(LONGEST_WAIT_SECONDS, SHORTEST_WAIT_SECONDS * 2 ** Math.floor(beyond / DOUBLES_AFTER));
}
