import { z } from 'zod';

/**
 * A backup is one file: gzip over the line `KETNOI BACKUP 1` and sections, one after the other. A section is the length of its head
 * (four bytes, big-endian), the head (JSON), and its content in pieces: the length of each (four bytes), its bytes, and a
 * length of 0 after the last. The first section is the header, then come the tables in the order in which they can be
 * filled, each as `COPY … TO STDOUT` writes it; then the stored files; the manifest is the last, so that an archive that was cut off
 * has none.
 */
export const FIRST_LINE = 'KETNOI BACKUP 1\n';
export const LONGEST_HEAD = 10_000_000;
export const LONGEST_PIECE = 64 * 1024 * 1024;

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const headerHead = z.object({
  kind: z.literal('header'),
  build: z.string(),
  server: z.string(),
  takenAt: z.string(),
  /** In the order in which they ran. */
  migrations: z.array(z.string()),
  /** Whether the contents of stored files follow; those of a bucket stay there. */
  hasFiles: z.boolean(),
});
const tableHead = z.object({ kind: z.literal('table'), table: name, columns: z.array(name).min(1) });
const fileHead = z.object({ kind: z.literal('file'), id: z.uuid(), organisationId: z.uuid(), sha256 });
const manifestHead = z.object({
  kind: z.literal('manifest'),
  tables: z.array(z.object({ table: name, rows: count, bytes: count, sha256 })),
  sequences: z.array(z.object({ sequence: name, lastValue: z.string().regex(/^\d+$/), isCalled: z.boolean() })),
  files: count,
  /** Ids of files whose content was not there when the backup was taken. */
  missingFiles: z.array(z.uuid()),
});

export const archiveHead = z.discriminatedUnion('kind', [headerHead, tableHead, fileHead, manifestHead]);

export type ArchiveHead = z.infer<typeof archiveHead>;
export type Header = z.infer<typeof headerHead>;
export type TableHead = z.infer<typeof tableHead>;
export type FileHead = z.infer<typeof fileHead>;
export type Manifest = z.infer<typeof manifestHead>;

/** What went through a section. */
export interface Passed {
  bytes: number;
  sha256: string;
  /** Line ends: COPY writes one for each row and escapes all others. */
  rows: number;
}

/** The archive is not whole, not as it was written, or not an archive of ours. */
export class DamagedArchiveError extends Error {
  override name = 'DamagedArchiveError';
}

/** The backup cannot be read into this database, or not by this build; nothing was changed. */
export class RestoreRefusedError extends Error {
  override name = 'RestoreRefusedError';
}
