import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from '../platform/database/actor.js';

/** A firm that supplies, a firm that buys, or an authority that reviews. A firm that does both has signed up twice. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  kind: OrganisationKind;

  @Column({ type: 'text' })
  name: string;

  /** Of a Vietnamese organisation verified, as 0100109106 or 0100109106-001; of others as written. */
  @Column({ type: 'text', nullable: true })
  taxCode: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column({ type: 'text' })
  countryCode: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
