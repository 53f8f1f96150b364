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

  /** Since when the row tells of nobody: the name is empty, and the id says no more than that it was one and the same. */
  @Column({ type: 'timestamptz', nullable: true })
  erasedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
