import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a file. Its content is read only where it is sent out, so it is no column here. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  @Column('integer')
  sizeBytes: number;

  @Column('text')
  sha256: string;

  @Column('timestamptz')
  createdAt: Date;
}
