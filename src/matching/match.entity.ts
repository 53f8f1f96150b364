import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verdict } from './criteria/criterion.js';
import type { Eligibility } from './eligibility.js';
import type { Gap } from './gaps.js';
import type { EvidenceGrade, LineSnapshot } from './matching-input.js';
import type { Reading } from './reading.js';
import type { Relevance } from './relevance.js';

export const REVIEW_STATES = ['PENDING', 'APPROVED', 'REJECTED', 'INFORMATION_REQUESTED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One firm in a run. Everything but the review is as computed and never changes. */
@Entity('match')
export class Match {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  runId: string;

  @Column({ type: 'uuid' })
  lineId: string;

  @Column({ type: 'uuid' })
  requestId: string;

  @Column({ type: 'uuid' })
  buyerOrganisationId: string;

  @Column({ type: 'uuid' })
  firmId: string;

  /** Null for a firm that came from a list and that nobody signs in for. */
  @Column({ type: 'uuid', nullable: true })
  firmOrganisationId: string | null;

  /** In the latest run of its line. */
  @Column({ type: 'boolean' })
  isCurrent: boolean;

  /** From 1, best first. */
  @Column({ type: 'integer' })
  rank: number;

  @Column({ type: 'text' })
  eligibility: Eligibility;

  @Column({ type: 'smallint' })
  relevance: Relevance;

  @Column({ type: 'double precision' })
  confirmed: number;

  @Column({ type: 'double precision' })
  potential: number;

  @Column({ type: 'double precision' })
  coverage: number;

  @Column({ type: 'text', nullable: true })
  evidence: EvidenceGrade | null;

  @Column({ type: 'uuid', array: true })
  siteIds: string[];

  @Column({ type: 'jsonb' })
  verdicts: Verdict[];

  @Column({ type: 'jsonb' })
  gaps: Gap[];

  @Column({ type: 'jsonb' })
  reading: Reading;

  /** What the line asked for, as far as a supplier may know it: the processes, not the request’s words. */
  @Column({ type: 'jsonb' })
  operations: LineSnapshot['operations'];

  /** The match its review began with; a new run that changes nothing for the firm goes on with the same review. */
  @Column({ type: 'uuid' })
  reviewId: string;

  @Column({ type: 'text' })
  reviewState: ReviewState;

  /** Since when the buyer may see it. */
  @Column({ type: 'timestamptz', nullable: true })
  releasedAt: Date | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
