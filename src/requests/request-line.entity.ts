import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeliveryPlace } from '../criteria/place/shape.js';
import type { Operation } from '../criteria/process/shape.js';
import type { Requirements } from '../criteria/registry.js';
import type { LineContent } from './line-content.js';
import { DELIVERY_PLACE, OPERATIONS, REQUIREMENTS } from './stored-shapes.js';

/** One part of a request. It keeps its id across revisions, so that what is known of it stays with it. */
@Entity('request_line')
export class RequestLine implements LineContent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  /** From 1, in the buyer's order. */
  @Column('integer')
  position: number;

  /** The request's revision since which the line has asked for the same; 0 in a draft. */
  @Column('integer')
  revision: number;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { nullable: true })
  partNumber: string | null;

  @Column('text', { nullable: true })
  drawingNumber: string | null;

  @Column('text', { nullable: true })
  hsCode: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('jsonb', { transformer: OPERATIONS })
  operations: Operation[];

  @Column('jsonb', { transformer: REQUIREMENTS })
  requirements: Requirements;

  @Column('jsonb', { nullable: true, transformer: DELIVERY_PLACE })
  deliveryPlace: DeliveryPlace | null;

  /** When a revision without this line was published; the line stays for what refers to it. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}
