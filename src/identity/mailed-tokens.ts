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

  async of(id: string): Promise<string> {
    return createHmac('sha256', await this.secret.keyFor(PURPOSE))
      .update(id)
      .digest('base64url');
  }

  async hashOf(id: string): Promise<Buffer> {
    return digest(await this.of(id));
  }

  /** For the mail itself: a process with another secret than the one that asked for it would send a token nobody takes. */
  async verified(id: string, hash: Buffer): Promise<string> {
    const token = await this.of(id);
    if (!digest(token).equals(hash)) throw new Error('this process has another KETNOI_SECRET than the one that asked');
    return token;
  }

  /** Under which a token is looked for; null for what is none. */
  read(token: string): Buffer | null {
    return looksLikeToken(token) ? digest(token) : null;
  }
}
