import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateState } from './certificate.entity.js';
import type { EvidenceGrade } from './evidence.js';
import { VERIFICATION_SEEN } from './stored-shapes.js';

export type VerificationDecision = 'ACCEPT' | 'REJECT' | 'VERIFIED' | 'VISITED' | 'UNDO';

/** The subject as it stood before the decision: what an undo goes back to, and what can be shown later. */
export interface Seen {
  revision: number;
  evidence: EvidenceGrade;
  state?: CertificateState;
  evidenceFileId: string | null;
  [fact: string]: unknown;
}

/** What an official found about one certificate or capability. Appended, never edited. */
@Entity('verification')
export class Verification {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** Of the firm, which may read it. */
  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('uuid', { nullable: true })
  certificateId: string | null;

  @Column('uuid', { nullable: true })
  capabilityId: string | null;

  @Column('uuid')
  officialId: string;

  @Column('uuid')
  authorityId: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  decision: VerificationDecision;

  @Column('text', { nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('jsonb', { transformer: VERIFICATION_SEEN })
  seen: Seen;

  /** The verification that an UNDO takes back. */
  @Column('uuid', { nullable: true })
  undoes: string | null;
}
