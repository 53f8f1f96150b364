import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from './signing-key.js';

const SEALED = 'ketnoi sealed secrets';
const HASHED = 'ketnoi hashed codes';
const CIPHER = 'aes-256-gcm';
export const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed under another secret than those there are now. */
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
    const key = await this.key.keyFor(SEALED);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([idOf(key), nonce, cipher.getAuthTag(), sealed]);
  }

  async open(owner: string, box: Buffer): Promise<string> {
    const id = box.subarray(0, KEY_ID_BYTES);
    const key = (await this.key.keysFor(SEALED)).find((one) => idOf(one).equals(id));
    if (!key) throw new SealedUnderAnotherSecret();
    const nonce = box.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const tag = box.subarray(KEY_ID_BYTES + NONCE_BYTES, KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    const text = [decipher.update(box.subarray(KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }

  /** With which everything that was sealed begins: under the newest secret, and under the one before. */
  async keyIds(): Promise<readonly [newest: Buffer, ...before: Buffer[]]> {
    const [newest, ...before] = await this.key.keysFor(SEALED);
    return [idOf(newest), ...before.map(idOf)];
  }

  /** For short codes: without Ketnoi's secret nobody can try which one it is. */
  async hash(owner: string, code: string): Promise<Buffer> {
    return hashWith(await this.key.keyFor(HASHED), owner, code);
  }

  /** What a code may be kept as: under any secret there is, and any key that was kept of one there was. */
  async hashes(owner: string, code: string, kept: readonly Buffer[]): Promise<Buffer[]> {
    return [...(await this.key.keysFor(HASHED)), ...kept].map((key) => hashWith(key, owner, code));
  }

  /** What codes were hashed with under the secret before, to be kept. */
  async formerHashKeys(): Promise<{ id: Buffer; key: Buffer }[]> {
    const [, ...before] = await this.key.keysFor(HASHED);
    return before.map((key) => ({ id: idOf(key), key }));
  }
}

const hashWith = (key: Buffer, owner: string, code: string): Buffer =>
  createHmac('sha256', key).update(JSON.stringify([owner, code])).digest(); // prettier-ignore

const idOf = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);
