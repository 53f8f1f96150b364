import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An OWNER also decides who else belongs to the organisation. */
export const MEMBER_ROLES = ['OWNER', 'MEMBER'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** For whom a person acts: one organisation at a time. */
@Entity('membership')
export class Membership {
  @PrimaryColumn({ type: 'uuid' })
  personId: string;

  @Column({ type: 'uuid' })
  organisationId: string;

  @Column({ type: 'text' })
  role: MemberRole;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
