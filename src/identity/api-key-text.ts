import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { digest } from './secret-tokens.js';

/** Known to whoever searches repositories for keys that leaked. */
const BEGINNING = 'knt_';
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 214 bits: a plain hash of it cannot be searched. */
const LENGTH = 36;
const CHECKSUM_LENGTH = 6;
const SHOWN = BEGINNING.length + 8;
const KEY = new RegExp(`^${BEGINNING}[${LETTERS}]{${LENGTH + CHECKSUM_LENGTH}}$`);

/** `knt_`, 36 letters and digits by chance, and six that check them. */
export function newApiKey(): string {
  let text = '';
  while (text.length < LENGTH) {
    // Those beyond a multiple of 62 would make some letters likelier than others.
    for (const byte of randomBytes(LENGTH)) if (byte < 248) text += LETTERS[byte % LETTERS.length];
  }
  const body = BEGINNING + text.slice(0, LENGTH);
  return body + checksum(body);
}

/** Enough to know a key by, too little to use it. */
export const prefixOf = (key: string): string => key.slice(0, SHOWN);

export const looksLikeApiKey = (token: string): boolean => token.startsWith(BEGINNING);

/** Under which a key is looked for. Null for what is mistyped or made up: nobody has to be asked. */
export function hashOfApiKey(token: string): Buffer | null {
  if (!KEY.test(token) || checksum(token.slice(0, -CHECKSUM_LENGTH)) !== token.slice(-CHECKSUM_LENGTH)) return null;
  return digest(token);
}

function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (; text.length < CHECKSUM_LENGTH; rest = Math.floor(rest / LETTERS.length))
    text = LETTERS[rest % LETTERS.length] + text;
  return text;
}
