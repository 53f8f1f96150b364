import { type Readable, Transform } from 'node:stream';
import { ApiError } from './api-error.js';

/** Lets a body through as it is, up to the first bytes that are no UTF-8: read as text, they would be replaced in silence. */
export function onlyUtf8(body: Readable): Readable {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isRead = (bytes?: Buffer): boolean => {
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  const refusal = () => new ApiError('INVALID_REQUEST', 'Send JSON in UTF-8', { httpStatus: 400 });
  const checked = new Transform({
    transform: (bytes: Buffer, _encoding, done) => (isRead(bytes) ? done(null, bytes) : done(refusal())),
    flush: (done) => (isRead() ? done() : done(refusal())),
  });
  body.on('error', (error) => checked.destroy(error));
  return body.pipe(checked);
}
