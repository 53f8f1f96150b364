import { Inject, Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { SigningKey } from '../platform/config/signing-key.js';
import { verifyWithAny } from './verify-with-any.js';

const ALGORITHM = 'HS256';
const ISSUER = 'ketnoi';

/** Whose session a token belongs to. What that person may do is read from the database, where it can change. */
export interface AccessClaims {
  personId: string;
  sessionId: string;
}

/** Makes and reads access tokens: short-lived signed JWT. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly key: SigningKey,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

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
      .sign(await this.key.read());
    return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1000) };
  }

  /** Null for a token that is not ours, was changed, or has expired. */
  async read(accessToken: string): Promise<AccessClaims | null> {
    const payload = await verifyWithAny(accessToken, await this.key.all(), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: ISSUER,
      requiredClaims: ['sub', 'sid', 'exp'],
    });
    return payload && { personId: payload.sub!, sessionId: String(payload.sid) };
  }
}
