import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { MemberRole } from '../platform/database/actor.js';

/** For whom a person acts; a session acts for one of them. */
@Entity('membership')
export class Membership {
  @PrimaryColumn({ type: 'uuid' })
  personId: string;

  @PrimaryColumn({ type: 'uuid' })
  organisationId: string;

  @Column({ type: 'text' })
  role: MemberRole;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  /** Since when the member may not act for it. */
  @Column({ type: 'timestamptz', nullable: true })
  suspendedAt: Date | null;
}
