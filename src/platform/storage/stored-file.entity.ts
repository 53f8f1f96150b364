import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FilePurpose } from './file-purposes.js';

/**
 * QUARANTINED: nobody gets it before the scanner has answered. READY: to be had. INFECTED: the content is gone, and this row
 * says why.
 */
export type FileState = 'QUARANTINED' | 'READY' | 'INFECTED';

/** What is known of a file. Its content is in the store. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  purpose: FilePurpose;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  @Column('integer')
  sizeBytes: number;

  @Column('text')
  sha256: string;

  @Column('text')
  state: FileState;

  @Column('timestamptz', { nullable: true })
  scannedAt: Date | null;

  @Column('timestamptz')
  createdAt: Date;
}
