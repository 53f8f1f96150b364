import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verdict } from '../criteria/verdict.js';
import type { Eligibility } from './eligibility.js';
import { type Findings, readFindings } from './findings.js';
import type { Gap } from '../criteria/criterion.js';
import type { EvidenceGrade } from './matching-input.js';
import type { Assignment } from './assignment.js';
import type { Relevance } from './relevance.js';
import { TEASER } from './stored-shapes.js';
import type { Teaser } from './teaser.js';

export const REVIEW_STATES = [
  'PENDING',
  'PROPOSED',
  'APPROVED',
  'REJECTED',
  'INFORMATION_REQUESTED',
  'APPEALED',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Why a firm is no longer among the matches of a line. */
export const LEAVINGS = ['LINE_REMOVED', 'LINE_CHANGED', 'FIRM_WITHDRAWN', 'NOT_AMONG_THE_BEST'] as const;
export type Leaving = (typeof LEAVINGS)[number];

/** `OUTDATED`: something it rests on has changed, and it is being matched again. `LEFT`: no longer among the line’s. */
export const STANDINGS = ['CURRENT', 'OUTDATED', 'LEFT'] as const;
export type Standing = (typeof STANDINGS)[number];

/** A firm for a line: one row, one id, through all runs. */
@Entity('match')
export class Match {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

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

  /** The run that computed what stands here; later ones said the same. */
  @Column({ type: 'uuid' })
  runId: string;

  /** Of the line, as it was judged. */
  @Column({ type: 'integer' })
  revision: number;

  /** Of the firm, as it was judged. */
  @Column({ type: 'integer' })
  factsRevision: number;

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

  /** Codes of the processes asked for: what a supplier may know of the line. */
  @Column({ type: 'text', array: true })
  processes: string[];

  /** What else a supplier may know of the line, whatever its state; null until the line is matched again. */
  @Column({ type: 'jsonb', nullable: true, transformer: TEASER })
  teaser: Teaser | null;

  @Column({ type: 'bytea' })
  findings: Buffer;

  @Column({ type: 'smallint' })
  findingsVersion: number;

  @Column({ type: 'timestamptz' })
  firstSeenAt: Date;

  /** Since when it has said what it says. */
  @Column({ type: 'timestamptz' })
  changedAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  leftAt: Date | null;

  @Column({ type: 'text', nullable: true })
  leftBecause: Leaving | null;

  @Column({ type: 'timestamptz', nullable: true })
  outdatedAt: Date | null;

  /** Grows when a decision no longer holds and the review begins anew. */
  @Column({ type: 'integer' })
  reviewRound: number;

  @Column({ type: 'text' })
  reviewState: ReviewState;

  /** What is pending has waited since. */
  @Column({ type: 'timestamptz' })
  reviewStateSince: Date;

  /** The official whom the review was handed over to. */
  @Column({ type: 'uuid', nullable: true })
  reviewerId: string | null;

  /** Since when the buyer may see it. */
  @Column({ type: 'timestamptz', nullable: true })
  releasedAt: Date | null;

  private read?: Findings & { gaps: Gap[] };

  get standing(): Standing {
    if (this.leftAt !== null) return 'LEFT';
    return this.outdatedAt !== null ? 'OUTDATED' : 'CURRENT';
  }

  get verdicts(): Verdict[] {
    return this.unpacked.verdicts;
  }

  get gaps(): Gap[] {
    return this.unpacked.gaps;
  }

  get assignment(): Assignment {
    return this.unpacked.assignment;
  }

  /** Unpacked when somebody asks, and once. */
  private get unpacked(): Findings & { gaps: Gap[] } {
    return (this.read ??= readFindings(this.findings, this.findingsVersion));
  }
}
