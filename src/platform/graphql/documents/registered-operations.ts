import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Actor, isPerson } from '../../database/actor.js';
import type { Config } from '../../config/config.js';
import { ApiError } from '../api-error.js';

const HASH = /^sha256:([0-9a-f]{64})$/;

const manifest = z.record(z.string(), z.string());

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The documents of clients that the operator knows, by their SHA-256. Whoever knows the hash may send it in place of the
 * text; and the operator may say who is bound to them.
 */
export class RegisteredOperations {
  private constructor(
    private readonly texts: ReadonlyMap<string, string>,
    private readonly othersFrom: Config['graphql']['otherOperationsFrom'],
  ) {}

  static read({ registeredOperations: path, otherOperationsFrom }: Config['graphql']): RegisteredOperations {
    return new RegisteredOperations(path === null ? new Map() : readManifest(path), otherOperationsFrom);
  }

  /** The text that `documentId`, "sha256:…", stands for. */
  textOf(documentId: unknown): string {
    const [, hash] = typeof documentId === 'string' ? (HASH.exec(documentId) ?? []) : [];
    if (hash === undefined) {
      throw new ApiError('INVALID_REQUEST', 'documentId is "sha256:" and 64 digits from 0 to f', { httpStatus: 400 });
    }
    const text = this.texts.get(hash);
    if (text === undefined) throw unknown('Nobody has registered an operation with this hash');
    return text;
  }

  /** Refuses a text that is not registered from whoever may send no other. */
  check(text: string, actor: Actor): void {
    if (this.othersFrom === 'anyone' || (this.othersFrom === 'people' && isPerson(actor))) return;
    if (!this.texts.has(hashOf(text))) throw unknown('Only registered operations are answered here');
  }
}

const unknown = (message: string): ApiError => new ApiError('OPERATION_NOT_REGISTERED', message);

/** Hashes and documents, as Relay and the client preset of graphql-codegen write them. */
function readManifest(path: string): Map<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`REGISTERED_OPERATIONS: ${path} cannot be read as JSON`, { cause: error });
  }
  const { success, data } = manifest.safeParse(parsed);
  if (!success) throw new Error(`REGISTERED_OPERATIONS: ${path} is to hold { "SHA-256": "document", … }`);
  const texts = new Map(Object.entries(data));
  for (const [hash, text] of texts) {
    if (hash === hashOf(text)) continue;
    throw new Error(
      `REGISTERED_OPERATIONS: in ${path}, ${hash} is not the SHA-256 of its document, ${hashOf(text)} is`,
    );
  }
  return texts;
}
