import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How an authority reviews, where it is otherwise than usual. */
@Entity('review_rule')
export class ReviewRule {
  @PrimaryColumn({ type: 'uuid' })
  organisationId: string;

  @Column({ type: 'boolean' })
  approvalsNeedTwo: boolean;

  @Column({ type: 'timestamptz' })
  changedAt: Date;
}
