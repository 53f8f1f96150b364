import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { contentOf, FileStore, type FoundContent } from './store/file-store.js';
import { Incoming } from './store/incoming.js';
import { StoredFile } from './stored-file.entity.js';

const BATCH = 500;
const ACTOR = system('storage.inspect-store');
/** Longer than a slot lives: by then what was kept has its row or never gets one. */
const UNSETTLED_MILLISECONDS = 60 * 60 * 1000;
const EVERY_HOUR = 60 * 60 * 1000;

export interface StoreReport {
  /** Rows whose content is not there. */
  missing: number;
  /** Contents of organisations of this database without a row; the routine removes them. */
  strays: number;
  /** Keys that this database knows nothing of, and that nobody touches. */
  foreign: number;
  /** Files that have waited for the scanner for more than an hour. */
  quarantined: number;
}

/** Compares the store with the rows, in both directions. */
@Injectable()
export class StoreInspection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly incoming: Incoming,
    routines: Routines,
  ) {
    routines.register({ name: 'sweeper of files', everyMilliseconds: EVERY_HOUR, work: () => this.sweep() });
  }

  /** Removes what uploads have left behind that ended in the middle. Returns how many contents those were. */
  async sweep(): Promise<number> {
    await this.incoming.sweep();
    let removed = 0;
    for await (const { strays } of this.batches()) {
      for (const { content } of strays) await this.store.remove(content!);
      removed += strays.length;
    }
    return removed;
  }

  async report(): Promise<StoreReport> {
    const report: StoreReport = { missing: 0, strays: 0, foreign: 0, quarantined: await this.quarantined() };
    for await (const { strays, foreign } of this.batches()) {
      report.strays += strays.length;
      report.foreign += foreign.length;
    }
    for await (const file of this.kept()) if (!(await this.store.has(contentOf(file)))) report.missing++;
    return report;
  }

  /** What lies in the store without a row of this database. */
  private async *batches(): AsyncIterable<{ strays: FoundContent[]; foreign: FoundContent[] }> {
    let batch: FoundContent[] = [];
    for await (const found of this.store.all()) {
      if (Date.now() - found.keptAt.getTime() < UNSETTLED_MILLISECONDS) continue;
      batch.push(found);
      if (batch.length < BATCH) continue;
      yield await this.withoutRow(batch);
      batch = [];
    }
    yield await this.withoutRow(batch);
  }

  /** A store that is another database’s, by mistake or not, is left alone: its organisations are not ours. */
  private async withoutRow(batch: FoundContent[]): Promise<{ strays: FoundContent[]; foreign: FoundContent[] }> {
    const ours = batch.filter(({ content }) => content !== null);
    const [rows, organisations] = await this.unitOfWork.run(
      ACTOR,
      async () => [
        await this.unitOfWork.query<{ id: string; sha256: string }>(
          `SELECT id, sha256 FROM stored_file WHERE id = ANY($1) AND state <> 'INFECTED'`,
          [ours.map(({ content }) => content!.id)],
        ),
        await this.unitOfWork.query<{ id: string }>(
          'SELECT organisation_id AS id FROM file_quota WHERE organisation_id = ANY($1)',
          [[...new Set(ours.map(({ content }) => content!.organisationId))]],
        ),
      ],
      { readOnly: true },
    );
    const known = new Set(rows.map(({ id, sha256 }) => `${id} ${sha256}`));
    const own = new Set(organisations.map(({ id }) => id));
    const isOurs = ({ content }: FoundContent): boolean => content !== null && own.has(content.organisationId);
    return {
      strays: batch.filter((found) => isOurs(found) && !known.has(`${found.content!.id} ${found.content!.sha256}`)),
      foreign: batch.filter((found) => !isOurs(found) && !known.has(`${found.content?.id} ${found.content?.sha256}`)),
    };
  }

  /** Files whose content should be in the store. */
  private async *kept(): AsyncIterable<StoredFile> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const batch = await this.unitOfWork.run(
        ACTOR,
        () =>
          this.unitOfWork
            .repository(StoredFile)
            .createQueryBuilder('file')
            .where(`file.id > :after AND file.state <> 'INFECTED' AND content IS NULL`, { after })
            .orderBy('file.id')
            .limit(BATCH)
            .getMany(),
        { readOnly: true },
      );
      yield* batch;
      if (batch.length < BATCH) return;
      after = batch.at(-1)!.id;
    }
  }

  private async quarantined(): Promise<number> {
    const [row] = await this.unitOfWork.run(
      ACTOR,
      () =>
        this.unitOfWork.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM stored_file WHERE state = 'QUARANTINED' AND created_at < now() - interval '1 hour'`,
        ),
      { readOnly: true },
    );
    return row!.count;
  }
}
