import { Inject, Injectable } from '@nestjs/common';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { secretOfHome } from './secret.js';

/** What tokens and links are signed with: a secret that all processes share. */
@Injectable()
export class SigningKey {
  private key: Promise<Uint8Array> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  read(): Promise<Uint8Array> {
    this.key ??= this.make();
    return this.key;
  }

  private async make(): Promise<Uint8Array> {
    const { auth, home } = this.config;
    return new TextEncoder().encode(auth.secret ?? (await secretOfHome(home)));
  }
}
