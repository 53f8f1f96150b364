import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A text that firms accept before they are told more. A new text is a new version; none is ever edited. */
@Entity('disclosure_agreement')
export class DisclosureAgreement {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  /** From 1, in each request. */
  @Column('integer')
  version: number;

  @Column('text')
  text: string;

  @Column('uuid')
  askedBy: string;

  @Column('timestamptz')
  askedAt: Date;
}
