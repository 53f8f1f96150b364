import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '../audit/audit.js';
import { TableRights } from '../database/access/table-rights.js';
import { type PersonActor, system } from '../database/actor.js';
import { CollisionError, isReferredTo } from '../database/database-errors.js';
import { isId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Refusal, refuse } from '../graphql/problems.js';
import { PinoLogger } from '../logging/pino-logger.js';
import type { FilePurpose } from './file-purposes.js';
import { FileReferences } from './file-references.js';
import { FILE } from './storage.errors.js';
import { contentOf, FileStore } from './store/file-store.js';
import { StoredFile } from './stored-file.entity.js';

/** What is known of files, inside the open unit of work: row-level security decides who sees which. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rights: TableRights,
    private readonly references: FileReferences,
    private readonly store: FileStore,
    private readonly audit: Audit,
    private readonly log: PinoLogger,
  ) {}

  /** Null for a file that is not there or not for whoever asks. */
  async find(id: string): Promise<StoredFile | null> {
    return isId(id) && this.mayRead ? this.unitOfWork.repository(StoredFile).findOneBy({ id }) : null;
  }

  async findMany(ids: readonly string[]): Promise<StoredFile[]> {
    return this.mayRead ? this.unitOfWork.repository(StoredFile).findBy({ id: In([...ids]) }) : [];
  }

  /**
   * Those that somebody may now refer to, held so that none of them goes before this unit of work ends. Nobody refers to
   * what turned out to be infected.
   */
  async hold(actor: PersonActor, purpose: FilePurpose, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.query<{ id: string }>(
      `SELECT id FROM stored_file
       WHERE id = ANY($1) AND organisation_id = $2 AND purpose = $3 AND state <> 'INFECTED' FOR KEY SHARE`,
      [ids, actor.organisationId, purpose],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** By its owner, unless something refers to it. */
  async delete(actor: PersonActor, id: string): Promise<string | Refusal> {
    const file = await this.find(id);
    if (file?.organisationId !== actor.organisationId) return refuse(FILE.FILE_NOT_FOUND, ['id']);
    const referred = await this.unitOfWork.actAs(system('storage.delete-file'), () => this.references.among([file.id]));
    if (referred.size > 0) return refuse(FILE.FILE_IN_USE, ['id']);
    await this.remove(file);
    await this.audit.record('file.delete', 'file', file.id);
    return file.id;
  }

  /** The row now, its content once that is certain. Where somebody began to refer to it a moment ago, all is run again. */
  async remove(file: StoredFile): Promise<void> {
    try {
      await this.unitOfWork.query('DELETE FROM stored_file WHERE id = $1', [file.id]);
    } catch (error) {
      throw isReferredTo(error) ? new CollisionError(error) : error;
    }
    this.unitOfWork.afterCommit(() => this.removeContent(file));
  }

  /** A content that stays behind is found and removed by the routine. */
  private removeContent(file: StoredFile): void {
    this.store.remove(contentOf(file)).catch((error: unknown) => {
      this.log.warn({ fileId: file.id, err: error }, 'content of a deleted file not removed yet');
    });
  }

  private get mayRead(): boolean {
    return this.rights.mayRead(this.unitOfWork.actor.kind, StoredFile);
  }
}
