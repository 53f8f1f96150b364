import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceGrade } from './evidence.js';
import { ABOVE, FILE, FOR_PEOPLE, OWNER, REVISION, STANDS, TIMES, type Columns } from './snapshots/columns.js';

/** REJECTED: an official found that it does not hold; it counts for nothing until its owner changes it. */
export type CertificateState = 'STANDING' | 'REJECTED';

/** A standard the firm is certified to. Without rows in `certificate_site` it counts for all sites. */
@Entity('certificate')
export class Certificate {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('text')
  standardCode: string;

  @Column('text', { nullable: true })
  number: string | null;

  @Column('text', { nullable: true })
  issuer: string | null;

  @Column('text', { nullable: true })
  scope: string | null;

  @Column('date', { nullable: true })
  validFrom: string | null;

  /** Its last day. */
  @Column('date', { nullable: true })
  validTo: string | null;

  @Column('text')
  state: CertificateState;

  @Column('text')
  evidence: EvidenceGrade;

  @Column('uuid', { nullable: true })
  evidenceFileId: string | null;

  /** Grows with every change its owner makes; a verification is of one revision. */
  @Column('integer')
  revision: number;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  updatedAt: Date;
}

/** What of it is in the snapshot of its firm. */
export const CERTIFICATE_COLUMNS = {
  id: 'in',
  firmId: ABOVE,
  organisationId: OWNER,
  standardCode: 'in',
  number: FOR_PEOPLE,
  issuer: FOR_PEOPLE,
  scope: FOR_PEOPLE,
  validFrom: 'in',
  validTo: 'in',
  state: 'in',
  evidence: 'in',
  evidenceFileId: FILE,
  revision: REVISION,
  withdrawnAt: STANDS,
  createdAt: TIMES,
  updatedAt: TIMES,
} as const satisfies Columns<Certificate>;

@Entity('certificate_site')
export class CertificateSite {
  @PrimaryColumn('uuid')
  certificateId: string;

  @PrimaryColumn('uuid')
  siteId: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid', { nullable: true })
  organisationId: string | null;
}
