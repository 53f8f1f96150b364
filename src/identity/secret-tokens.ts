import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** 256 bits by chance, as text for addresses and headers: a plain hash of it cannot be searched. */
export const newToken = (): string => randomBytes(BYTES).toString('base64url');

/** What cannot be one is not looked for. */
export const looksLikeToken = (text: string): boolean => TOKEN.test(text);

/** What the tables hold instead of what whoever has it may come in with. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
