import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { system } from '../../database/actor.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type JobHandler, type JobRun } from '../../jobs/job.js';
import { JobRegistry } from '../../jobs/job-registry.js';
import { Outbox } from '../../jobs/outbox.js';
import { PinoLogger } from '../../logging/pino-logger.js';
import { contentOf, FileStore, FileStoreError } from '../store/file-store.js';
import { StoredFile } from '../stored-file.entity.js';
import { SCAN_FILE, workOf } from './scan-file.job.js';
import { type Finding, scan, ScannerAway } from './scanner.js';

/** Until a file is shown to a scanner again that was not there. */
const AGAIN_SECONDS = 60;

/**
 * Shows one file of the quarantine to the scanner. Only its answer lets the file out; while the scanner is away, or this
 * process knows of none, the file waits and is shown again.
 */
@Injectable()
export class ScanFileHandler implements JobHandler<{ fileId: string }> {
  readonly job = SCAN_FILE;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly log: PinoLogger,
    @Inject(CONFIG) private readonly config: Config,
    registry: JobRegistry,
  ) {
    registry.register(this);
  }

  async handle({ fileId: id }: { fileId: string }, run: JobRun): Promise<void> {
    const file = await this.unitOfWork.run(
      system(SCAN_FILE.name),
      () => this.unitOfWork.repository(StoredFile).findOneBy({ id, state: 'QUARANTINED' }),
      { readOnly: true },
    );
    if (!file) return run.commit(() => Promise.resolve());
    const finding = await this.show(file);
    if (finding instanceof Error) return this.waitFor(file, finding, run);
    await run.commit(() => this.settle(file, finding));
    // What the store does not let go of now, it is swept of later: such a row keeps no content.
    if (finding !== null) await this.store.remove(contentOf(file)).catch(() => undefined);
  }

  private async show(file: StoredFile): Promise<Finding | Error> {
    const { scanner } = this.config.files;
    if (scanner === null) return new ScannerAway('this process knows of no scanner: CLAMD_ADDRESS');
    try {
      const content = await this.store.read(contentOf(file));
      if (!content) throw new FileStoreError(`the content of file ${file.id} is not in the store`);
      return await scan(scanner, content);
    } catch (error) {
      if (error instanceof ScannerAway || error instanceof FileStoreError) return error;
      throw error;
    }
  }

  private async settle({ id, organisationId, sha256 }: StoredFile, finding: Finding): Promise<void> {
    const state = finding === null ? 'READY' : 'INFECTED';
    await this.unitOfWork
      .repository(StoredFile)
      .update({ id, state: 'QUARANTINED' }, { state, scannedAt: () => 'now()' });
    const action = finding === null ? 'file.scan' : 'file.remove-infected';
    await this.audit.record(action, 'file', id, { sha256, finding }, { organisationId });
  }

  private async waitFor(file: StoredFile, cause: Error, run: JobRun): Promise<void> {
    this.log.warn({ fileId: file.id, err: cause }, 'file stays in quarantine; it is scanned again in a minute');
    const runAt = new Date(Date.now() + AGAIN_SECONDS * 1000);
    await run.commit(() => this.outbox.put(SCAN_FILE, { ...workOf(file), runAt, lane: 'BULK' }));
  }
}
