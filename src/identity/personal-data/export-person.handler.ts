import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { system } from '../../platform/database/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { JobHandler, JobRun } from '../../platform/jobs/job.js';
import { JobRegistry } from '../../platform/jobs/job-registry.js';
import { Letters } from '../../platform/mail/letters.js';
import { PersonData } from '../../platform/personal-data/person-data.js';
import { MadeFiles } from '../../platform/storage/made-files.js';
import type { Received } from '../../platform/storage/store/incoming.js';
import { PersonalDataReadyLetter } from '../letters/personal-data-ready.letter.js';
import { EXPORT_PERSON } from './personal-data-exports.service.js';
import { PersonKeysService } from './person-keys.service.js';

const FILE = { purpose: 'PERSONAL_DATA', name: 'ketnoi-personal-data.json', mediaType: 'application/json' } as const;

interface Asked {
  personId: string;
  organisationId: string;
}

/** Writes one copy. Nothing of it is there before the commit, but for a content without a row, which is swept up. */
@Injectable()
export class ExportPersonHandler implements JobHandler<{ exportId: string }> {
  readonly job = EXPORT_PERSON;

  constructor(
    registry: JobRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: PersonKeysService,
    private readonly data: PersonData,
    private readonly files: MadeFiles,
    private readonly letters: Letters,
    private readonly letter: PersonalDataReadyLetter,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {
    registry.register(this);
  }

  async handle({ exportId }: { exportId: string }, run: JobRun): Promise<void> {
    const written = await this.unitOfWork.run(system(EXPORT_PERSON.name), () => this.write(exportId), {
      readOnly: true,
    });
    if (!written) return run.commit(() => Promise.resolve());
    const { asked, received } = written;
    const content = { id: newId(), organisationId: asked.organisationId, sha256: received.sha256 };
    try {
      await this.files.keep(content, received);
      await run.commit(() => this.record(exportId, { ...content, ...FILE, ...asked, sizeBytes: received.sizeBytes }));
    } finally {
      await this.files.discard(received);
    }
  }

  private async write(exportId: string): Promise<{ asked: Asked; received: Received } | null> {
    const [asked] = await this.unitOfWork.query<Asked>(
      `SELECT person_id AS "personId", organisation_id AS "organisationId" FROM personal_data_export
       WHERE id = $1 AND made_at IS NULL`,
      [exportId],
    );
    const keys = asked ? await this.keys.of(asked.personId) : null;
    if (!asked || !keys) return null;
    const received = await this.files.write(this.data.tell(keys, this.clock.now()), FILE.purpose);
    return { asked, received };
  }

  /** Whoever was erased in the meantime has no copy any more. */
  private async record(exportId: string, file: Parameters<MadeFiles['record']>[0]): Promise<void> {
    const waits = await this.unitOfWork.query(
      'SELECT FROM personal_data_export WHERE id = $1 AND made_at IS NULL FOR UPDATE',
      [exportId],
    );
    if (waits.length === 0) return;
    await this.files.record(file);
    await this.unitOfWork.query('UPDATE personal_data_export SET made_at = now(), file_id = $2 WHERE id = $1', [
      exportId,
      file.id,
    ]);
    await this.letters.send(this.letter, { exportId }, { subject: file.personId, organisationId: null });
    const { personId, sha256 } = file;
    await this.audit.record('person.export', 'person', personId, { sha256 }, { personId });
  }
}
