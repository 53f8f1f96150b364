import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FOR_PEOPLE, OWNER, STANDS, TIMES, type Columns, REVISION } from './snapshots/columns.js';

/** The source of a firm that registered itself; any other is the name of the list it was read from. */
export const SELF = 'SELF';

/** A supplier as it is found. Whatever is null was left empty: nothing is known of it. */
@Entity('firm')
export class Firm {
  @PrimaryColumn('uuid')
  id: string;

  /** Null: known from a list only, nobody of the firm has signed up yet. */
  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  tradingName: string | null;

  @Column('text', { nullable: true })
  taxCode: string | null;

  /** ISO 3166 alpha-2. */
  @Column('text', { nullable: true })
  countryCode: string | null;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('text', { array: true, nullable: true })
  sectors: string[] | null;

  @Column('text', { array: true, nullable: true })
  languages: string[] | null;

  @Column('text', { array: true, nullable: true })
  endMarkets: string[] | null;

  @Column('text')
  source: string;

  /** The cells of the list, as printed. */
  @Column('jsonb', { nullable: true })
  printed: Record<string, string> | null;

  @Column('text', { nullable: true })
  printedHash: string | null;

  /** Grows with every change its owner makes, so that two people do not overwrite each other. */
  @Column('integer')
  revision: number;
  /** Grows with every change of the firm or of anything that belongs to it. */
  @Column('integer')
  factsRevision: number;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('timestamptz')
  createdAt: Date;

  /** Moves with every change of the firm or of anything below it. */
  @Column('timestamptz')
  updatedAt: Date;
}

/** What of it is in its snapshot. */
export const FIRM_COLUMNS = {
  id: 'in',
  organisationId: OWNER,
  factsRevision: 'in',
  revision: REVISION,
  name: 'in',
  tradingName: FOR_PEOPLE,
  taxCode: { leftOut: 'firms a buyer excludes by tax code are named by id' },
  countryCode: { leftOut: 'sites decide where work is done, not the seat' },
  website: FOR_PEOPLE,
  sectors: { leftOut: 'too broad to decide by; capabilities say what is done' },
  languages: 'in',
  endMarkets: 'in',
  source: FOR_PEOPLE,
  printed: FOR_PEOPLE,
  printedHash: { leftOut: 'tells rows of a list apart' },
  withdrawnAt: STANDS,
  createdAt: TIMES,
  updatedAt: TIMES,
} as const satisfies Columns<Firm>;
