import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody was handed a drawing. */
@Entity('drawing_read')
export class DrawingRead {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  drawingId: string;

  /** The buyer’s. */
  @Column('uuid')
  organisationId: string;

  @Column('uuid')
  readerOrganisationId: string;

  /** Of the organisation, as it was called then. */
  @Column('text')
  readerName: string;

  @Column('uuid')
  readBy: string;

  @Column('timestamptz')
  readAt: Date;
}
