import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Ketnoi';
/** What every authenticator app knows: SHA-1, six digits, half a minute. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 };
/** Clocks of phones are off by some seconds, and people type slowly: the code before and the code after are good, too. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const CODE = /^\d{6}$/;

export const newAuthenticatorSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What a QR code for an authenticator app holds. */
export const authenticatorUri = (secret: string, account: string): string =>
  new TOTP({ ...SHAPE, secret, issuer: ISSUER, label: account }).toString();

/** Without the spaces and hyphens it is written with; of an app six digits. */
export const readCode = (code: string): string => code.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();

export const isAuthenticatorCode = (code: string): boolean => CODE.test(code);

/** The time step whose code it is, of those that are good now; null for none. RFC 6238. */
export function stepOf(code: string, secret: string, now = Date.now()): number | null {
  const delta = TOTP.validate({
    ...SHAPE,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? null : TOTP.counter({ period: SHAPE.period, timestamp: now }) + delta;
}
