import { Injectable } from '@nestjs/common';
import { isPerson } from '../database/actor.js';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';

export interface NewAuditEntry {
  action: string;
  subjectType: string;
  subjectId: string;
  data: object;
  of?: Concerned;
}

/**
 * In whose trail an entry stands, and who did it, where that is not whoever came: somebody who signs in only just now, or an
 * organisation that Ketnoi works for by itself.
 */
export interface Concerned {
  organisationId?: string | null;
  personId?: string | null;
}

/** Appends to the audit trail inside the open unit of work: the change and the record of it commit together. */
@Injectable()
export class Audit {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * `action`: "firm.create"; `data`: ids and codes, no personal data. It stands in the trail of the organisation that whoever came
   * acts for, also while Ketnoi itself acts for a stretch of it; only then may `of` say otherwise. The moment and the kind of actor
   * are the database’s own; of a program the key it came in with is added.
   */
  record(action: string, subjectType: string, subjectId: string, data: object = {}, of?: Concerned): Promise<void> {
    return this.recordAll([{ action, subjectType, subjectId, data, of }]);
  }

  /** An entry for each, in one statement. */
  async recordAll(entries: readonly NewAuditEntry[]): Promise<void> {
    const { caller } = this.unitOfWork;
    const key = isPerson(caller) && caller.key ? { apiKeyId: caller.key.id } : {};
    const rows = entries.map(({ of = isPerson(caller) ? caller : {}, data, ...entry }) => {
      const { organisationId, personId } = of;
      return { id: newId(), organisationId, personId, ...entry, data: { ...data, ...key } };
    });
    await this.unitOfWork.query(
      `INSERT INTO audit_entry (id, organisation_id, person_id, action, subject_type, subject_id, data)
       SELECT * FROM jsonb_to_recordset($1) AS row("id" uuid, "organisationId" uuid, "personId" uuid, "action" text,
         "subjectType" text, "subjectId" text, "data" jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}
