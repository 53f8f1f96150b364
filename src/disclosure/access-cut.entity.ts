import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A supplier that a buyer tells no more than the teaser of a request. */
@Entity('access_cut')
export class AccessCut {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  @Column('uuid')
  firmOrganisationId: string;

  @Column('uuid')
  cutBy: string;

  @Column('timestamptz')
  cutAt: Date;

  @Column('timestamptz', { nullable: true })
  restoredAt: Date | null;
}
