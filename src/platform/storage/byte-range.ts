import type { ByteRange } from './store/file-store.js';

/**
 * The one part that a `Range` header asks for (RFC 9110); null for the whole, which is also the answer to what is not
 * understood or names several; `'NONE'` where the content has no such part.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | null | 'NONE' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'NONE' : { from: sizeBytes - length, to: sizeBytes - 1 };
  }
  const [from, to] = [Number(first), last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)];
  if (last !== '' && Number(last) < from) return null;
  return from >= sizeBytes ? 'NONE' : { from, to };
}
