import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { type PersonActor, system } from '../../platform/database/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { defineJob } from '../../platform/jobs/job.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { Retention } from '../../platform/retention/retention.js';
import type { StoredFile } from '../../platform/storage/stored-file.entity.js';
import { StoredFiles } from '../../platform/storage/stored-files.js';

export const EXPORT_PERSON = defineJob<{ exportId: string }>('identity.export-person', { attempts: 10 });

export interface PersonalDataExport {
  id: string;
  askedAt: Date;
  madeAt: Date | null;
  expiresAt: Date | null;
  fileId: string | null;
}

const DAY = 86_400_000;

/** Copies that people ask for of all that is kept of them. */
@Injectable()
export class PersonalDataExportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly files: StoredFiles,
    private readonly audit: Audit,
    private readonly retention: Retention,
  ) {
    retention.register({
      period: 'exports',
      table: 'personal_data_export',
      over: 'made_at < $1',
      oldestFirst: 'made_at',
    });
  }

  /** The latest first. */
  async list({ personId }: PersonActor): Promise<PersonalDataExport[]> {
    const rows = await this.unitOfWork.query<Omit<PersonalDataExport, 'expiresAt'>>(
      `SELECT id, asked_at AS "askedAt", made_at AS "madeAt", file_id AS "fileId" FROM personal_data_export
       WHERE person_id = $1 ORDER BY id DESC`,
      [personId],
    );
    const kept = this.retention.daysOf('exports') * DAY;
    return rows.map((row) => ({ ...row, expiresAt: row.madeAt && new Date(row.madeAt.getTime() + kept) }));
  }

  /** The one that waits already, where one does. */
  async ask(actor: PersonActor): Promise<PersonalDataExport> {
    const { personId, organisationId } = actor;
    const id = newId();
    await this.unitOfWork.actAs(system('identity.request-export'), async () => {
      const rows = await this.unitOfWork.query(
        `INSERT INTO personal_data_export (id, person_id, organisation_id)
         SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM personal_data_export WHERE person_id = $2 AND made_at IS NULL)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [id, personId, organisationId],
      );
      if (rows.length > 0) {
        await this.outbox.put(EXPORT_PERSON, { subject: personId, organisationId: null, payload: { exportId: id } });
      }
      await this.audit.record('person.request-export', 'person', personId, { isNew: rows.length > 0 }, { personId });
    });
    return (await this.list(actor)).find(({ madeAt }) => madeAt === null)!;
  }

  /** The file of one, to whoever asked for it. */
  file({ fileId }: PersonalDataExport): Promise<StoredFile | null> {
    return fileId === null ? Promise.resolve(null) : this.files.find(fileId);
  }

  /** As Ketnoi itself: with their contents. */
  async removeAll(personId: string): Promise<void> {
    const gone = await this.unitOfWork.query<{ fileId: string | null }>(
      'DELETE FROM personal_data_export WHERE person_id = $1 RETURNING file_id AS "fileId"',
      [personId],
    );
    const ids = gone.flatMap(({ fileId }) => fileId ?? []);
    for (const file of await this.files.findMany(ids)) await this.files.remove(file);
  }
}
