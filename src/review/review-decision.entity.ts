import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DECISION_SEEN } from './stored-shapes.js';

export const DECISION_KINDS = [
  'PROPOSE',
  'APPROVE',
  'REJECT',
  'REQUEST_INFORMATION',
  'ANSWER',
  'APPEAL',
  'UNDO',
  'HAND_OVER',
  'TAKE_BACK',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What the match said when the decision was taken, so that the record stays meaningful after newer runs. */
export interface Seen {
  runId: string;
  eligibility: string;
  confirmed: number;
  potential: number;
  evidence: string | null;
  /** Outcomes by criterion. */
  outcomes: Record<string, string>;
}

/** One record of the review of a firm for a line. Appended, never edited. */
@Entity('review_decision')
export class ReviewDecision {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  matchId: string;

  /** Which review of the match it belongs to. */
  @Column({ type: 'integer' })
  round: number;

  @Column({ type: 'uuid', nullable: true })
  firmOrganisationId: string | null;

  @Column({ type: 'text' })
  kind: DecisionKind;

  /** For UNDO: the record it takes back. */
  @Column({ type: 'uuid', nullable: true })
  undoes: string | null;

  /** For REJECT: a code of the taxonomy's rejection reasons. */
  @Column({ type: 'text', nullable: true })
  reasonCode: string | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** For HAND_OVER: the official whom the review lies with since. */
  @Column({ type: 'uuid', nullable: true })
  handedTo: string | null;

  @Column({ type: 'uuid' })
  decidedBy: string;

  @Column({ type: 'uuid' })
  organisationId: string;

  @Column({ type: 'timestamptz' })
  decidedAt: Date;

  /** Of the match, when it was decided on. */
  @Column({ type: 'uuid' })
  firmId: string;

  @Column({ type: 'uuid' })
  buyerOrganisationId: string;

  /** Shared by those that were recorded together. */
  @Column({ type: 'uuid', nullable: true })
  bulkId: string | null;

  @Column({ type: 'jsonb', transformer: DECISION_SEEN })
  seen: Seen;
}
