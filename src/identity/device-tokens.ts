import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { newId } from '../platform/database/new-id.js';
import { SigningKey } from '../platform/config/signing-key.js';
import { verifyWithAny } from './verify-with-any.js';

const ALGORITHM = 'HS256';
const ISSUER = 'ketnoi';
const AUDIENCE = 'ketnoi-device';
const DAYS = 180;
/** Nothing that long is ours: not even looked at. */
const LONGEST = 1000;

/** A device on which a person has signed in before. */
export interface Device {
  id: string;
  personId: string;
}

/**
 * Tells that somebody has signed in on a device before. It opens nothing: with it one is only not taken for a stranger
 * when wrong passwords are counted. Signed, and kept by the device alone.
 */
@Injectable()
export class DeviceTokens {
  constructor(private readonly key: SigningKey) {}

  async issue({ id, personId }: Device): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(personId)
      .setJti(id)
      .setIssuedAt()
      .setExpirationTime(`${DAYS} days`)
      .sign(await this.key.read());
  }

  /** The person’s own device, or a new one of theirs where the token is none, somebody else’s, or too old. */
  async deviceOf(personId: string, token: string | null | undefined): Promise<Device & { isNew: boolean }> {
    const device = await this.read(token);
    return device?.personId === personId ? { ...device, isNew: false } : { id: newId(), personId, isNew: true };
  }

  /** Null for what is no device token of ours. */
  async read(token: string | null | undefined): Promise<Device | null> {
    if (!token || token.length > LONGEST) return null;
    const payload = await verifyWithAny(token, await this.key.all(), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'jti', 'exp'],
    });
    return payload && { id: payload.jti!, personId: payload.sub! };
  }
}
