import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Connection, PageArgs } from '../graphql/connection.js';
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

export interface TrailFilter {
  action?: string | null;
  subjectId?: string | null;
  from?: Date | null;
  to?: Date | null;
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
    const query = this.unitOfWork
      .repository(AuditEntry)
      .createQueryBuilder('entry')
      .where('entry.organisationId = :organisationId', { organisationId });
    if (action) query.andWhere('entry.action = :action', { action });
    if (subjectId) query.andWhere('entry.subjectId = :subjectId', { subjectId });
    if (from) query.andWhere('entry.at >= :from', { from });
    if (to) query.andWhere('entry.at < :to', { to });
    return pageOf(query, askedPage(args, LATEST_FIRST));
  }
}
