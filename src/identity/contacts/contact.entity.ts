import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When the other side of a match is told of a contact. */
export type Showing = 'NEVER' | 'AT_RELEASE';

/** A person to turn to in an organisation, who need not sign in to Ketnoi. */
@Entity('contact')
export class Contact {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  organisationId: string;

  /** Its place in the list. */
  @Column({ type: 'smallint' })
  position: number;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  jobTitle: string | null;

  @Column({ type: 'citext' })
  email: string;

  /** E.164. */
  @Column({ type: 'text', nullable: true })
  phone: string | null;

  @Column({ type: 'text', array: true })
  languages: string[];

  @Column({ type: 'text' })
  shown: Showing;

  @Column({ type: 'integer' })
  revision: number;
}
