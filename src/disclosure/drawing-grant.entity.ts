import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An authority that a buyer lets read the drawings of a request. */
@Entity('drawing_grant')
export class DrawingGrant {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  @Column('uuid')
  authorityId: string;

  /** Kept beside, as buyers know authorities by their names. */
  @Column('text')
  authorityName: string;

  @Column('uuid')
  grantedBy: string;

  @Column('timestamptz')
  grantedAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
