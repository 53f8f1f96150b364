import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from './signing-key.js';

const CIPHER = 'aes-256-gcm';
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed under another secret than the one there is now. */
export class SealedUnderAnotherSecret extends Error {
  override name = 'SealedUnderAnotherSecret';
  constructor() {
    super('this was sealed under another KETNOI_SECRET than the one there is now');
  }
}

/**
 * Keeps what Ketnoi itself must read again (and so cannot keep as a hash) so that a copy of the database does not tell it.
 * `owner` says whose it is, and is sealed with it: moved to another row it does not open.
 *
 * What is sealed begins with the id of its key, then nonce, tag and text.
 */
@Injectable()
export class SecretBox {
  constructor(private readonly key: SigningKey) {}

  async seal(owner: string, text: string): Promise<Buffer> {
    const key = await this.key.keyFor('ketnoi sealed secrets');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([idOf(key), nonce, cipher.getAuthTag(), sealed]);
  }

  async open(owner: string, box: Buffer): Promise<string> {
    const key = await this.key.keyFor('ketnoi sealed secrets');
    if (!box.subarray(0, KEY_ID_BYTES).equals(idOf(key))) throw new SealedUnderAnotherSecret();
    const nonce = box.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const tag = box.subarray(KEY_ID_BYTES + NONCE_BYTES, KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    const text = [decipher.update(box.subarray(KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }

  /** For short codes: without Ketnoi's secret nobody can try which one it is. */
  async hash(owner: string, code: string): Promise<Buffer> {
    const key = await this.key.keyFor('ketnoi hashed codes');
    return createHmac('sha256', key)
      .update(JSON.stringify([owner, code]))
      .digest();
  }
}

const idOf = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);
