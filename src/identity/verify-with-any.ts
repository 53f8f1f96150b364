import { errors, type JWTPayload, jwtVerify, type JWTVerifyOptions } from 'jose';

/** What a token of ours says, signed with any of the secrets there are; null for one that is not ours, was changed, or is over. */
export async function verifyWithAny(
  token: string,
  keys: readonly Uint8Array[],
  options: JWTVerifyOptions,
): Promise<JWTPayload | null> {
  for (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return null;
}
