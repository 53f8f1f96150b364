import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * OPEN → WITHDRAWN by the claimant; → MOVED or STAYED as it was decided; → OVERTAKEN where the holder has the code no more for
 * another reason. All but OPEN are for ever.
 */
export type TaxCodeClaimState = 'OPEN' | 'WITHDRAWN' | 'MOVED' | 'STAYED' | 'OVERTAKEN';

/** A firm says that the tax code which another has signed up with is its own. */
@Entity('tax_code_claim')
export class TaxCodeClaim {
  @PrimaryColumn('uuid')
  id: string;

  /** Who claims it. */
  @Column('uuid')
  organisationId: string;

  @Column('text')
  claimantName: string;

  /** Who had it when it was claimed. */
  @Column('uuid')
  holderId: string;

  @Column('text')
  taxCode: string;

  @Column('uuid')
  fileId: string;

  @Column('text')
  statement: string;

  @Column('uuid')
  claimedBy: string;

  @Column('timestamptz')
  claimedAt: Date;

  @Column('timestamptz')
  answerUntil: Date;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('uuid', { nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  @Column('text')
  state: TaxCodeClaimState;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  /** Null where the operator decided. */
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('uuid', { nullable: true })
  authorityId: string | null;

  @Column('text', { nullable: true })
  reason: string | null;
}
