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

  /** The request was withdrawn. */
  @Column('boolean')
  isOver: boolean;

  @Column('timestamptz')
  changedAt: Date;
}
