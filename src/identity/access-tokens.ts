import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { secretOfHome } from '../platform/config/secret-of-home.js';

const ALGORITHM = 'HS256';
const ISSUER = 'ketnoi';

/** Whose session a token belongs to. What that person may do is read from the database, where it can change. */
export interface AccessClaims {
  personId: string;
  sessionId: string;
}

/** Makes and reads access tokens: short-lived JWT, signed with a secret all processes share. */
@Injectable()
export class AccessTokens {
  private key: Promise<Uint8Array> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async issue({ personId, sessionId }: AccessClaims): Promise<{ accessToken: string; accessTokenExpiresAt: Date }> {
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + this.config.auth.accessTokenMinutes * 60;
    const accessToken = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setSubject(personId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await this.signingKey());
    return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1000) };
  }

  /** Null for a token that is not ours, was changed, or has expired. */
  async read(accessToken: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(accessToken, await this.signingKey(), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: ISSUER,
        requiredClaims: ['sub', 'sid', 'exp'],
      });
      return { personId: payload.sub!, sessionId: String(payload.sid) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private signingKey(): Promise<Uint8Array> {
    this.key ??= this.readKey();
    return this.key;
  }

  private async readKey(): Promise<Uint8Array> {
    const { auth, home } = this.config;
    return new TextEncoder().encode(auth.secret ?? (await secretOfHome(home)));
  }
}
