import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { Retention } from '../retention/retention.js';
import { FileReferences } from './file-references.js';
import { GRACE_HOURS } from './file-purposes.js';
import { StoredFile } from './stored-file.entity.js';
import { StoredFiles } from './stored-files.js';

/** Rows that are looked at in one turn; the next turn goes on behind them, and from the beginning after the last. */
const BATCH = 500;
const ACTOR = system('storage.collect-files');
const NOTHING_BEFORE = '00000000-0000-0000-0000-000000000000';

/**
 * Removes what nobody wants: files that nothing has referred to for a day. What is found without
 * a reference is marked and only goes if it is still without one a day later; the foreign keys have the last word.
 */
@Injectable()
export class FileCollector {
  private after = NOTHING_BEFORE;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly references: FileReferences,
    private readonly files: StoredFiles,
    private readonly audit: Audit,
    routines: Routines,
    retention: Retention,
  ) {
    retention.register({ period: 'fileSlots', table: 'file_slot', over: 'expires_at < $1', oldestFirst: 'expires_at' });
    routines.register({ name: 'collector of files', everyMilliseconds: 60_000, work: () => this.turn() });
  }

  async turn(): Promise<void> {
    const ids = await this.unitOfWork.run(ACTOR, () => this.mark());
    for (const id of ids) await this.unitOfWork.run(ACTOR, () => this.collect(id));
  }

  /** Returns those of the batch whose day is over. */
  private async mark(): Promise<string[]> {
    const batch = await this.unitOfWork.query<{ id: string; isMarked: boolean; isDue: boolean }>(
      `SELECT id, unreferenced_since IS NOT NULL AS "isMarked",
              coalesce(unreferenced_since < now() - make_interval(hours => ${GRACE_HOURS}), false) AS "isDue"
       FROM stored_file WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
      [this.after],
    );
    this.after = batch.length < BATCH ? NOTHING_BEFORE : batch.at(-1)!.id;
    if (batch.length === 0) return [];
    const referred = await this.references.among(batch.map(({ id }) => id));
    const unmarked = batch.filter(({ id, isMarked }) => !isMarked && !referred.has(id));
    const wanted = batch.filter(({ id, isMarked }) => isMarked && referred.has(id));
    const set = (since: string, rows: { id: string }[]) =>
      this.unitOfWork.query(`UPDATE stored_file SET unreferenced_since = ${since} WHERE id = ANY($1)`, [
        rows.map(({ id }) => id),
      ]);
    if (unmarked.length > 0) await set('now()', unmarked);
    if (wanted.length > 0) await set('NULL', wanted);
    return batch.filter(({ id, isDue }) => isDue && !referred.has(id)).map(({ id }) => id);
  }

  /** Looked at once more, since somebody may have come to refer to it or have sent it again. */
  private async collect(id: string): Promise<void> {
    const [due] = await this.unitOfWork.query(
      `SELECT id FROM stored_file
       WHERE id = $1 AND unreferenced_since < now() - make_interval(hours => ${GRACE_HOURS}) FOR UPDATE`,
      [id],
    );
    if (!due || (await this.references.among([id])).size > 0) return;
    const file = await this.unitOfWork.repository(StoredFile).findOneByOrFail({ id });
    await this.files.remove(file);
    const { organisationId, sha256 } = file;
    await this.audit.record('file.collect', 'file', id, { sha256 }, { organisationId });
  }
}
