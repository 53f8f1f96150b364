import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceGrade } from './evidence.js';
import { ABOVE, FILE, FOR_PEOPLE, OWNER, REVISION, STANDS, TIMES, type Columns } from './snapshots/columns.js';
import { CHARACTERISTICS } from './stored-shapes.js';

/** One process at one site, within limits. A limit that is null was not stated; it is neither wide nor narrow. */
@Entity('capability')
export class Capability {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('uuid')
  siteId: string;

  @Column('text')
  processCode: string;

  /** False: done elsewhere for the firm. */
  @Column('boolean', { nullable: true })
  isOwn: boolean | null;

  @Column('text', { array: true, nullable: true })
  materials: string[] | null;

  /** Length, width, height as stated; they fit in any rotation. */
  @Column('double precision', { array: true, nullable: true })
  maxSizeMm: [number, number, number] | null;

  @Column('double precision', { nullable: true })
  maxMassKg: number | null;

  /** Tightest tolerance held, as ± millimetres. */
  @Column('double precision', { nullable: true })
  toleranceMm: number | null;

  @Column('double precision', { nullable: true })
  roughnessRaUm: number | null;

  @Column('double precision', { nullable: true })
  thicknessMinMm: number | null;

  @Column('double precision', { nullable: true })
  thicknessMaxMm: number | null;

  @Column('integer', { nullable: true })
  minLotPieces: number | null;

  /** Free capacity a month, in its unit. 0: fully booked. */
  @Column('double precision', { nullable: true })
  monthlyCapacity: number | null;

  @Column('text', { nullable: true })
  monthlyCapacityUnit: string | null;

  @Column('integer', { nullable: true })
  leadTimeDays: number | null;

  @Column('text', { nullable: true })
  machines: string | null;

  /** Further numbers, by the code of the taxonomy. */
  @Column('jsonb', { transformer: CHARACTERISTICS })
  characteristics: Record<string, number>;

  @Column('text')
  evidence: EvidenceGrade;

  @Column('uuid', { nullable: true })
  evidenceFileId: string | null;

  /** Grows with every change its owner makes; a verification is of one revision. */
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
export const CAPABILITY_COLUMNS = {
  id: 'in',
  firmId: ABOVE,
  organisationId: OWNER,
  siteId: 'in',
  processCode: 'in',
  isOwn: 'in',
  materials: 'in',
  maxSizeMm: 'in',
  maxMassKg: 'in',
  toleranceMm: 'in',
  roughnessRaUm: 'in',
  thicknessMinMm: 'in',
  thicknessMaxMm: 'in',
  minLotPieces: 'in',
  monthlyCapacity: 'in',
  monthlyCapacityUnit: 'in',
  leadTimeDays: 'in',
  machines: FOR_PEOPLE,
  characteristics: 'in',
  evidence: 'in',
  evidenceFileId: FILE,
  revision: REVISION,
  withdrawnAt: STANDS,
  createdAt: TIMES,
  updatedAt: TIMES,
} as const satisfies Columns<Capability>;
