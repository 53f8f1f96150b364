import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MemberRole } from '../platform/database/actor.js';

/** Whom an organisation has asked to join it. Its token’s hash is read by the services that look for it alone. */
@Entity('invitation')
export class Invitation {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  organisationId: string;

  @Column({ type: 'citext' })
  email: string;

  @Column({ type: 'text' })
  role: MemberRole;

  @Column({ type: 'timestamptz' })
  sentAt: Date;

  @Column({ type: 'timestamptz' })
  expiresAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  acceptedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt: Date | null;
}
