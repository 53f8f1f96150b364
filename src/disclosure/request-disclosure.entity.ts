import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Chosen, Level } from './level.js';

/** What suppliers are told of a request, as its buyer chose. Where there is none, nothing was chosen. */
@Entity('request_disclosure')
export class RequestDisclosure implements Chosen {
  @PrimaryColumn('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  @Column('text')
  beforeRelease: Level;

  @Column('text')
  afterRelease: Level;

  /** The version of an agreement that has to be accepted; null where none has. */
  @Column('uuid', { nullable: true })
  agreementId: string | null;

  /** Of the buyer’s contacts those that stand for the request; null: all that are shown at release. */
  @Column('uuid', { array: true, nullable: true })
  contactIds: string[] | null;

  /** The request was withdrawn. */
  @Column('boolean')
  isOver: boolean;

  @Column('timestamptz')
  changedAt: Date;
}
