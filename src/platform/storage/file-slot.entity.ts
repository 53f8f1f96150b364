import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FilePurpose } from './file-purposes.js';

/**
 * Room for one file that somebody is about to send. It is open until it is used or its time is over; while an upload is under
 * way it takes no other, and one that is broken off frees it again.
 */
@Entity('file_slot')
export class FileSlot {
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

  @Column('timestamptz')
  expiresAt: Date;

  @Column('uuid', { nullable: true })
  upload: string | null;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
