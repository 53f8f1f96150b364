import { randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { passwordForm } from './sign-up-rules.js';

/** argon2id (the library’s default algorithm) with the parameters OWASP recommends: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Without characters that are mistaken for one another when read aloud or typed from paper. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789';

@Injectable()
export class Passwords {
  /** Compared against where nobody has the e-mail address, so that the answer takes as long as for a wrong password. */
  private readonly ofNobody = hash(randomBytes(32), PARAMETERS);

  hash(password: string): Promise<string> {
    return hash(passwordForm(password), PARAMETERS);
  }

  async isRight(password: string, storedHash: string | null): Promise<boolean> {
    const isEqual = await verify(storedHash ?? (await this.ofNobody), passwordForm(password));
    return isEqual && storedHash !== null;
  }

  /** To be handed over on paper or by voice: 79 bits in four groups. */
  generate(): string {
    const group = (): string => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
    return [group(), group(), group(), group()].join('-');
  }
}
