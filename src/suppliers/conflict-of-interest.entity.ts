import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A firm or a buyer that an official does not decide about. */
@Entity('conflict_of_interest')
export class ConflictOfInterest {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** The official’s authority. */
  @Column('uuid')
  organisationId: string;

  @Column('uuid', { nullable: true })
  firmId: string | null;

  @Column('uuid', { nullable: true })
  buyerOrganisationId: string | null;

  @Column('text')
  reason: string;

  @Column('timestamptz')
  declaredAt: Date;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}
