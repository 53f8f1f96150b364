import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition } from './job.js';

/** PostgreSQL channel that wakes the relay. */
export const OUTBOX_CHANNEL = 'ketnoi_outbox';

/** Asks for a job inside the open unit of work: it happens if, and only if, the change that asks for it commits. */
@Injectable()
export class Outbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** `subject`: the id of what the job concerns, to find it again. Returns the id of the outbox row. */
  async put<Payload extends object>(
    job: JobDefinition<Payload>,
    subject: string,
    payload: NoInfer<Payload>,
    organisationId: string | null = null,
  ): Promise<string> {
    const id = newId();
    await this.unitOfWork.query(
      `INSERT INTO outbox (id, job, subject, payload, organisation_id) VALUES ($1, $2, $3, $4, $5)`,
      [id, job.name, subject, payload, organisationId],
    );
    // Delivered by PostgreSQL at commit, dropped at rollback.
    await this.unitOfWork.query(`SELECT pg_notify('${OUTBOX_CHANNEL}', '')`);
    return id;
  }
}
