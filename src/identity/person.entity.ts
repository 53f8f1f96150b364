import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../platform/i18n/message.js';

/** Someone who signs in. The password lies in a table of its own, which only signing in reads. */
@Entity('person')
export class Person {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Letter case is kept and makes no difference. Null once the person has left: the address is free again. */
  @Column({ type: 'citext', nullable: true })
  email: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  language: Language;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
