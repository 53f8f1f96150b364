import { Injectable } from '@nestjs/common';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** Appends to the audit trail inside the open unit of work: the change and the record of it commit together. */
@Injectable()
export class Audit {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** `action`: "firm.create"; `data`: ids and codes, no personal data. Who and when are taken from the database. */
  async record(action: string, subjectType: string, subjectId: string, data: object = {}): Promise<void> {
    await this.unitOfWork.query(
      `INSERT INTO audit_entry (id, action, subject_type, subject_id, data) VALUES ($1, $2, $3, $4, $5)`,
      [newId(), action, subjectType, subjectId, data],
    );
  }
}
