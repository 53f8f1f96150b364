import { randomBytes, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ApiError } from '../platform/graphql/api-error.js';
import { BoundedQueue, QueueFull } from './bounded-queue.js';
import { passwordForm } from './sign-up-rules.js';

/** argon2id (the library’s default algorithm) with the parameters OWASP recommends: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A processor and a thread of Node’s four are left for everything else, and as many wait as are served in two or three
 * seconds: whoever comes later is told to come back instead of waiting for an answer that may never be read.
 */
const AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));
const QUEUE = { atOnce: AT_ONCE, waiting: 50 * AT_ONCE };
const RETRY_AFTER_SECONDS = 2;
/** Without characters that are mistaken for one another when read aloud or typed from paper. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Hashing takes tens of milliseconds on purpose. It is done apart from any transaction, a few at a time; UNAVAILABLE when
 * too many ask.
 */
@Injectable()
export class Passwords {
  /** Compared against where nobody has the e-mail address, so that the answer takes as long as for a wrong password. */
  private readonly ofNobody = hash(randomBytes(32), PARAMETERS);
  private readonly queue = new BoundedQueue(QUEUE);

  constructor(private readonly unitOfWork: UnitOfWork) {}

  hash(password: string): Promise<string> {
    const form = passwordForm(password);
    return this.unitOfWork.apart(JSON.stringify(['hash', form]), () => this.inTurn(() => hash(form, PARAMETERS)));
  }

  async isRight(password: string, storedHash: string | null): Promise<boolean> {
    const form = passwordForm(password);
    const isEqual = await this.unitOfWork.apart(JSON.stringify(['verify', form, storedHash]), async () => {
      const compared = storedHash ?? (await this.ofNobody);
      return this.inTurn(() => verify(compared, form));
    });
    return isEqual && storedHash !== null;
  }

  /** To be handed over on paper or by voice: 79 bits in four groups. The same when the unit of work is run again. */
  generateFor(email: string): Promise<string> {
    const group = (): string => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
    const generate = async () => [group(), group(), group(), group()].join('-');
    return this.unitOfWork.apart(JSON.stringify(['generate', email]), generate);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.queue.run(work);
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
      throw new ApiError('UNAVAILABLE', 'Too many passwords are being checked right now; try again in a moment', {
        details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      });
    }
  }
}
