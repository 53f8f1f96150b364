import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { secretOfHome } from './secret.js';

/** The one that everything new is made with, then, while there is one, the one before: what was made with it is still good. */
type Keys<Key> = readonly [newest: Key, ...before: Key[]];

/** What tokens and links are signed with: a secret that all processes share. */
@Injectable()
export class SigningKey {
  private secrets: Promise<Keys<Uint8Array>> | null = null;
  private readonly derived = new Map<string, Promise<Keys<Buffer>>>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  all(): Promise<Keys<Uint8Array>> {
    this.secrets ??= this.make();
    return this.secrets;
  }

  async read(): Promise<Uint8Array> {
    return (await this.all())[0];
  }

  /** Of each secret a key of its own for each purpose: what is made with one is nothing to any other. */
  keysFor(purpose: string): Promise<Keys<Buffer>> {
    let keys = this.derived.get(purpose);
    if (!keys) {
      const derive = (secret: Uint8Array) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
      keys = this.all().then(([newest, ...before]) => [derive(newest), ...before.map(derive)] as const);
      this.derived.set(purpose, keys);
    }
    return keys;
  }

  async keyFor(purpose: string): Promise<Buffer> {
    return (await this.keysFor(purpose))[0];
  }

  private async make(): Promise<Keys<Uint8Array>> {
    const { auth, home } = this.config;
    const bytes = (secret: string) => new TextEncoder().encode(secret);
    const newest = bytes(auth.secret ?? (await secretOfHome(home)));
    return auth.previousSecret === null ? [newest] : [newest, bytes(auth.previousSecret)];
  }
}
