import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineContent } from './line-content.js';
import { REVISION_CONTENT } from './stored-shapes.js';

export type RevisedLine = LineContent & { id: string; position: number };

/** A published revision in full. */
export interface RevisionContent {
  title: string | null;
  description: string | null;
  excludedTaxCodes: string[];
  lines: RevisedLine[];
}

/** What was published, word for word; written once and never changed. */
@Entity('request_revision')
export class RequestRevision {
  @PrimaryColumn('uuid')
  requestId: string;

  @PrimaryColumn('integer')
  revision: number;

  @Column('uuid')
  organisationId: string;

  @Column('jsonb', { transformer: REVISION_CONTENT })
  content: RevisionContent;

  @Column('timestamptz')
  publishedAt: Date;
}
