import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from '../platform/config/signing-key.js';
import { digest, looksLikeToken } from './secret-tokens.js';

const PURPOSE = 'ketnoi mailed tokens';

/**
 * Tokens that reach people by mail. One is made from an id and Ketnoi’s secret, as often as it is needed, and kept nowhere; the
 * tables hold its hash.
 */
@Injectable()
export class MailedTokens {
  constructor(private readonly secret: SigningKey) {}

  async hashOf(id: string): Promise<Buffer> {
    return digest(tokenOf(await this.secret.keyFor(PURPOSE), id));
  }

  /** For the mail itself: a process with another secret than the one that asked for it would send a token nobody takes. */
  async verified(id: string, hash: Buffer): Promise<string> {
    const tokens = (await this.secret.keysFor(PURPOSE)).map((key) => tokenOf(key, id));
    const token = tokens.find((one) => digest(one).equals(hash));
    if (!token) throw new Error('this process has another KETNOI_SECRET than the one that asked');
    return token;
  }

  /** Under which a token is looked for; null for what is none. */
  read(token: string): Buffer | null {
    return looksLikeToken(token) ? digest(token) : null;
  }
}

const tokenOf = (key: Buffer, id: string): string => createHmac('sha256', key).update(id).digest('base64url');
