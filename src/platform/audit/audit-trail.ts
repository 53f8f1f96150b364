import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Connection, PageArgs } from '../graphql/connection.js';
import { refuseArgument } from '../graphql/invalid-values.js';
import { isDay } from '../graphql/scalars.js';
import { VALUE } from '../graphql/values.errors.js';
import type { ListOrder } from '../graphql/list-order.js';
import { askedPage, pageOf } from '../graphql/page.js';
import { AuditEntry } from './audit-entry.entity.js';

const LATEST_FIRST: ListOrder = {
  name: 'audit trail',
  direction: 'DESC',
  parts: [
    { column: 'entry.at', kind: 'TIME' },
    { column: 'entry.id', kind: 'ID' },
  ],
};

const WORD = /^[\w.-]{1,100}$/;

export interface TrailFilter {
  action?: string | null;
  subjectId?: string | null;
  /** Days, both of them with it. */
  from?: string | null;
  to?: string | null;
}

/** Reads the trail of one organisation, for those whom it belongs to. */
@Injectable()
export class AuditTrail {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The latest first. */
  page(
    { organisationId }: PersonActor,
    { action, subjectId, from, to }: TrailFilter,
    args: PageArgs,
  ): Promise<Connection<AuditEntry>> {
    for (const [name, day] of Object.entries({ from, to })) {
      if (day && !isDay(day)) throw refuseArgument(VALUE.NOT_A_DAY, ['filter', name], { value: day.slice(0, 60) });
    }
    const query = this.unitOfWork
      .repository(AuditEntry)
      .createQueryBuilder('entry')
      .where('entry.organisationId = :organisationId', { organisationId });
    // What no entry can be called is found in none; PostgreSQL is never given what it cannot read.
    if ([action, subjectId].some((word) => word && !WORD.test(word))) query.andWhere('false');
    else if (action) query.andWhere('entry.action = :action', { action });
    if (subjectId && WORD.test(subjectId)) query.andWhere('entry.subjectId = :subjectId', { subjectId });
    if (from) query.andWhere(`entry.at >= CAST(:from AS date)::timestamp AT TIME ZONE 'UTC'`, { from });
    if (to) query.andWhere(`entry.at < (CAST(:to AS date) + 1)::timestamp AT TIME ZONE 'UTC'`, { to });
    return pageOf(query, askedPage(args, LATEST_FIRST));
  }
}
