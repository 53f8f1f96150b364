import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { PersonActor } from '../database/actor.js';
import { isId, newId } from '../database/new-id.js';
import { TableRights } from '../database/access/table-rights.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Refusal, refuse } from '../graphql/problems.js';
import { cleanFileName } from './file-name.js';
import { sniffMediaType } from './media-type.js';
import { FILE } from './storage.errors.js';
import { StoredFile } from './stored-file.entity.js';

export const LARGEST_FILE_BYTES = 5 * 1024 * 1024;
const MOST_FILES = 200;

/** Files in PostgreSQL, inside the open unit of work: they commit with what refers to them, and row-level security holds. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rights: TableRights,
  ) {}

  /** Keeps a content for the organisation of the person; the same content a second time is the same file. */
  async keep(actor: PersonActor, givenName: string | null, content: Buffer): Promise<StoredFile | Refusal> {
    if (content.length === 0) return refuse(FILE.FILE_EMPTY);
    if (content.length > LARGEST_FILE_BYTES) return tooLarge();
    const type = sniffMediaType(content);
    if (!type) return refuse(FILE.FILE_TYPE_REFUSED);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const files = this.unitOfWork.repository(StoredFile);
    const known = await files.findOneBy({ organisationId: actor.organisationId, sha256 });
    if (known) return known;
    if ((await files.countBy({ organisationId: actor.organisationId })) >= MOST_FILES) {
      return refuse(FILE.FILES_TOO_MANY, [], { limit: MOST_FILES });
    }
    const id = newId();
    const name = cleanFileName(givenName, type);
    // Where the same content arrives twice at once, the loser runs again and finds the winner’s.
    await this.unitOfWork.query(
      `INSERT INTO stored_file (id, organisation_id, name, media_type, size_bytes, sha256, content)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [id, actor.organisationId, name, type.mediaType, content.length, sha256, content],
    );
    return files.findOneByOrFail({ id });
  }

  /** Null for a file that is not there or not for whoever asks. */
  async find(id: string): Promise<StoredFile | null> {
    return isId(id) && this.mayRead ? this.unitOfWork.repository(StoredFile).findOneBy({ id }) : null;
  }

  async findMany(ids: readonly string[]): Promise<StoredFile[]> {
    return this.mayRead ? this.unitOfWork.repository(StoredFile).findBy({ id: In([...ids]) }) : [];
  }

  async contentOf(id: string): Promise<Buffer> {
    const [row] = await this.unitOfWork.query<{ content: Buffer }>('SELECT content FROM stored_file WHERE id = $1', [
      id,
    ]);
    return row!.content;
  }

  /** Evidence is its owner’s and the authority’s. */
  private get mayRead(): boolean {
    return this.rights.mayRead(this.unitOfWork.actor.kind, StoredFile);
  }
}

export const tooLarge = (): Refusal => refuse(FILE.FILE_TOO_LARGE, [], { limit: LARGEST_FILE_BYTES / 1024 / 1024 });
