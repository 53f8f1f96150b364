import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was done, by whom; written with the change itself and never edited. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('uuid')
  id: string;

  @Column('timestamptz')
  at: Date;

  /** In whose trail it is. */
  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('uuid', { nullable: true })
  personId: string | null;

  /** What Ketnoi itself was about, where it acted. */
  @Column('text', { nullable: true })
  purpose: string | null;

  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  @Column('text')
  subjectId: string;

  /** References, codes and hashes. */
  @Column('jsonb')
  data: Record<string, unknown>;

  /** Null until it is sealed. */
  @Column('bigint', { nullable: true })
  position: string | null;

  @Column('text', { nullable: true })
  hash: string | null;
}
