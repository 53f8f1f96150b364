import type { Readable } from 'node:stream';
import type { StoredFile } from '../stored-file.entity.js';

/** Whose content it is, by what it is and whose row it belongs to: no two rows share one, so none is removed under another. */
export interface StoredContent {
  id: string;
  organisationId: string;
  sha256: string;
}

/** Part of a content, both ends included. */
export interface ByteRange {
  from: number;
  to: number;
}

export interface FoundContent {
  key: string;
  /** Null where a key of another’s making lies there. */
  content: StoredContent | null;
  keptAt: Date;
}

/** Where the bytes of files are. What is kept is never changed, only removed. */
export abstract class FileStore {
  /** For people: where that is. */
  abstract readonly place: string;
  /** Takes over a file of this machine’s disk. When it answers, the content outlives a power cut. */
  abstract keep(content: StoredContent, file: string): Promise<void>;
  /** Null where there is none. Whoever asks reads it to its end or destroys it. */
  abstract read(content: StoredContent, range?: ByteRange): Promise<Readable | null>;
  abstract has(content: StoredContent): Promise<boolean>;
  /** Nothing happens where there is none. */
  abstract remove(content: StoredContent): Promise<void>;
  /** Everything there is, in any order. */
  abstract all(): AsyncIterable<FoundContent>;
}

/** The store cannot be reached or takes no more: nothing that the one who asks did. */
export class FileStoreError extends Error {
  override name = 'FileStoreError';
}

export const contentOf = ({ id, organisationId, sha256 }: StoredFile): StoredContent => ({
  id,
  organisationId,
  sha256,
});

export const keyOf = ({ id, organisationId, sha256 }: StoredContent): string =>
  `${organisationId}/${sha256.slice(0, 2)}/${sha256}.${id}`;

const KEY = /^([0-9a-f-]{36})\/[0-9a-f]{2}\/([0-9a-f]{64})\.([0-9a-f-]{36})$/;

export function readKey(key: string): StoredContent | null {
  const [, organisationId, sha256, id] = KEY.exec(key) ?? [];
  return id === undefined ? null : { id, organisationId: organisationId!, sha256: sha256! };
}
