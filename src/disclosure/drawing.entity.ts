import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that shows how a part is made, with the line it belongs to. */
@Entity('drawing')
export class Drawing {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  lineId: string;

  @Column('uuid')
  requestId: string;

  @Column('uuid')
  organisationId: string;

  @Column('uuid')
  fileId: string;

  @Column('uuid')
  attachedBy: string;

  @Column('timestamptz')
  attachedAt: Date;

  /** The buyer took it away; who has read it is still known. */
  @Column('timestamptz', { nullable: true })
  removedAt: Date | null;
}
