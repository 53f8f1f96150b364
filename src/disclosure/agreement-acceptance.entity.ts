import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a supplier has accepted a version of an agreement. */
@Entity('agreement_acceptance')
export class AgreementAcceptance {
  @PrimaryColumn('uuid')
  agreementId: string;

  /** The supplier’s. */
  @PrimaryColumn('uuid')
  organisationId: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  buyerOrganisationId: string;

  @Column('uuid')
  acceptedBy: string;

  @Column('timestamptz')
  acceptedAt: Date;
}
