import type { ValueTransformer } from 'typeorm';

/** As a jsonb column of ours holds it: the value, and the version of its shape. */
export interface Stored {
  v: number;
  value: unknown;
}

/** A row of a shape that this build cannot know. It is never guessed at. */
export class UnknownShapeError extends Error {
  override name = 'UnknownShapeError';
  constructor(place: string, stored: unknown, newest: number) {
    const { v } = (stored ?? {}) as Partial<Stored>;
    const says = v === undefined ? 'names no version of its shape' : `is of version ${v}`;
    super(`${place} ${says}; this build knows versions 1 to ${newest}`);
  }
}

export interface Versions<T> {
  /** The version that is written, and the newest that can be read. */
  version: number;
  /** From each version there has been to what the code works with. A released one is never edited or taken out. */
  read: Record<number, (value: never) => T>;
  /** For what is not stored the way the code holds it. */
  write?: (value: T) => unknown;
}

/**
 * The one way a shape of ours gets into a jsonb column and out of it: as the column’s transformer, and by `write` and `read`
 * where a statement is written by hand.
 */
export class StoredShape<T> implements ValueTransformer {
  constructor(
    /** `table.column` */
    readonly place: string,
    private readonly versions: Versions<T>,
  ) {}

  write(value: T): Stored {
    return { v: this.versions.version, value: this.versions.write?.(value) ?? value };
  }

  /** `place`: where it was found, if inside of another shape. */
  read(stored: Stored, place = this.place): T {
    const read = this.versions.read[stored?.v];
    if (!read) throw new UnknownShapeError(place, stored, this.versions.version);
    return read(stored.value as never);
  }

  to = (value: T | null | undefined): Stored | null | undefined =>
    value == null ? (value as null) : this.write(value);

  from = (stored: Stored | null | undefined): T | null | undefined =>
    stored == null ? (stored as null) : this.read(stored);
}
