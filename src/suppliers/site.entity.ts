import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ABOVE, FOR_PEOPLE, OWNER, STANDS, TIMES, type Columns, REVISION } from './snapshots/columns.js';
import { STATED_PLACE } from './stored-shapes.js';

/** STATED: by the firm. PARK, WARD: the centre of the industrial park or ward, for want of better. */
export type CoordinatesFrom = 'STATED' | 'PARK' | 'WARD';

/** Codes of what the firm said of the place itself. What is not here follows from the address. */
export interface StatedPlace {
  industrialPark?: string;
  ward?: string;
  province?: string;
  country?: string;
}

/** Where a firm works: the address as printed, beside the units it resolved to. */
@Entity('site')
export class Site {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('text', { nullable: true })
  name: string | null;

  /** Of the branch that the site is. */
  @Column('text', { nullable: true })
  taxCode: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('jsonb', { transformer: STATED_PLACE })
  statedPlace: StatedPlace;

  @Column('text', { nullable: true })
  wardCode: string | null;

  /** Where the words fit several of today’s wards: all of them, none guessed. */
  @Column('text', { array: true })
  wardCandidates: string[];

  @Column('text', { nullable: true })
  provinceCode: string | null;

  @Column('text', { nullable: true })
  industrialParkCode: string | null;

  @Column('text', { nullable: true })
  countryCode: string | null;

  @Column('double precision', { nullable: true })
  latitude: number | null;

  @Column('double precision', { nullable: true })
  longitude: number | null;

  @Column('text', { nullable: true })
  coordinatesFrom: CoordinatesFrom | null;

  /** Grows with every change its owner makes, so that two people do not overwrite each other. */
  @Column('integer')
  revision: number;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  updatedAt: Date;
}

/** What of it is in the snapshot of its firm. */
export const SITE_COLUMNS = {
  id: 'in',
  revision: REVISION,
  firmId: ABOVE,
  organisationId: OWNER,
  name: 'in',
  taxCode: FOR_PEOPLE,
  address: 'in',
  statedPlace: { leftOut: 'what it resolved to is in' },
  wardCode: 'in',
  wardCandidates: { leftOut: 'none of them is known to be the one' },
  provinceCode: 'in',
  industrialParkCode: 'in',
  countryCode: { leftOut: 'nearness is measured, or asked for by province' },
  latitude: 'in',
  longitude: 'in',
  coordinatesFrom: { leftOut: 'distances are given to the kilometre, which a centre is good for' },
  withdrawnAt: STANDS,
  createdAt: TIMES,
  updatedAt: TIMES,
} as const satisfies Columns<Site>;
