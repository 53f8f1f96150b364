import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestStatus } from './request-status.js';

/** A buyer's need: the frame around its lines. */
@Entity('component_request')
export class ComponentRequest {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  status: RequestStatus;

  /** 0 until first published; then the number of the revision that stands. */
  @Column('integer')
  revision: number;

  /** Grows with every change, drafts included: whoever changes the request may say which one was seen. */
  @Column('integer')
  version: number;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  /** Firms the buyer will not work with, by tax code. */
  @Column('text', { array: true })
  excludedTaxCodes: string[];

  /** The earliest last day of delivery of its lines, YYYY-MM-DD; null where none says one. */
  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  updatedAt: Date;

  /** When it was first published. */
  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}
