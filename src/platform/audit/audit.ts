import { Injectable } from '@nestjs/common';
import { isPerson } from '../database/actor.js';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';

export interface AuditEntry {
  action: string;
  subjectType: string;
  subjectId: string;
  data: object;
}

/** Appends to the audit trail inside the open unit of work: the change and the record of it commit together. */
@Injectable()
export class Audit {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * `action`: "firm.create"; `data`: ids and codes, no personal data. Who and when are taken from the database; of a program the
   * key it came in with is added.
   */
  record(action: string, subjectType: string, subjectId: string, data: object = {}): Promise<void> {
    return this.recordAll([{ action, subjectType, subjectId, data }]);
  }

  /** An entry for each, in one statement. */
  async recordAll(entries: readonly AuditEntry[]): Promise<void> {
    const { caller } = this.unitOfWork;
    const key = isPerson(caller) && caller.key ? { apiKeyId: caller.key.id } : {};
    await this.unitOfWork.query(
      `INSERT INTO audit_entry (id, action, subject_type, subject_id, data)
       SELECT * FROM jsonb_to_recordset($1) AS row("id" uuid, "action" text, "subjectType" text, "subjectId" text, "data" jsonb)`,
      [JSON.stringify(entries.map((entry) => ({ id: newId(), ...entry, data: { ...entry.data, ...key } })))],
    );
  }
}
