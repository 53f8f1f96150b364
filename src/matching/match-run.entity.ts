import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Eligibility } from './eligibility.js';
import type { Weights } from './prepared-line.js';
import { COUNTS, WEIGHTS } from './stored-shapes.js';

/** One computation for one line, with the versions that produced it. */
@Entity('match_run')
export class MatchRun {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Drawn when it began to read: of two runs of a line the higher number read later. */
  @Column({ type: 'bigint' })
  number: string;

  @Column({ type: 'uuid' })
  lineId: string;

  @Column({ type: 'uuid' })
  requestId: string;

  @Column({ type: 'uuid' })
  buyerOrganisationId: string;

  /** Of the request, when the line was matched. */
  @Column({ type: 'integer' })
  revision: number;

  /** The latest run of its line; the database allows one. */
  @Column({ type: 'boolean' })
  isCurrent: boolean;

  /** The piece of work that produced it, and the fencing number it was written under. */
  @Column({ type: 'uuid' })
  outboxId: string;

  @Column({ type: 'integer' })
  attempt: number;

  /** The day the firms were judged on. */
  @Column({ type: 'date' })
  asOf: string;

  @Column({ type: 'text' })
  algorithmVersion: string;

  @Column({ type: 'text' })
  taxonomyVersion: string;

  @Column({ type: 'jsonb', transformer: WEIGHTS })
  weights: Weights;

  /** SHA-256 over the line and the firms as they were: the same hash and versions give the same matches. */
  @Column({ type: 'text' })
  inputHash: string;

  @Column({ type: 'integer' })
  firmsConsidered: number;

  /** Matches by eligibility, before the list was cut. */
  @Column({ type: 'jsonb', transformer: COUNTS })
  counts: Record<Eligibility, number>;

  @Column({ type: 'integer' })
  matchesKept: number;

  @Column({ type: 'timestamptz' })
  startedAt: Date;

  @Column({ type: 'timestamptz' })
  finishedAt: Date;
}
