import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { secretOfHome } from './secret.js';

/** What tokens and links are signed with: a secret that all processes share. */
@Injectable()
export class SigningKey {
  private key: Promise<Uint8Array> | null = null;
  private readonly derived = new Map<string, Promise<Buffer>>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  read(): Promise<Uint8Array> {
    this.key ??= this.make();
    return this.key;
  }

  /** Of the one secret a key of its own for each purpose: what is made with one is nothing to any other. */
  keyFor(purpose: string): Promise<Buffer> {
    let key = this.derived.get(purpose);
    if (!key) {
      key = this.read().then((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
      this.derived.set(purpose, key);
    }
    return key;
  }

  private async make(): Promise<Uint8Array> {
    const { auth, home } = this.config;
    return new TextEncoder().encode(auth.secret ?? (await secretOfHome(home)));
  }
}
