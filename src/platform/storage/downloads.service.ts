import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { PersonActor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EventBus } from '../events/event-bus.js';
import { lacksProof } from './file-purposes.js';
import { RouteRefusal } from './route-refusal.js';
import { FILE_HANDED_OUT } from './storage.events.js';
import { FILE, FILE_ROUTE } from './storage.errors.js';
import { type ByteRange, contentOf, FileStore, FileStoreError } from './store/file-store.js';
import type { StoredFile } from './stored-file.entity.js';
import { StoredFiles } from './stored-files.js';

/** Hands files out to whoever may see them, and writes down who got which. */
@Injectable()
export class Downloads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: StoredFiles,
    private readonly store: FileStore,
    private readonly audit: Audit,
    private readonly events: EventBus,
  ) {}

  /** What can be said of a file without handing it out. */
  look(actor: PersonActor, id: string): Promise<StoredFile | RouteRefusal> {
    return this.unitOfWork.run(actor, () => this.readable(actor, id), { readOnly: true });
  }

  /** The record is kept before the first byte leaves: of something handed out there always is one. */
  async fetch(actor: PersonActor, file: StoredFile, range: ByteRange | null): Promise<Readable> {
    const kept = await this.unitOfWork.run(actor, async () => {
      await this.audit.record('file.download', 'file', file.id, { sha256: file.sha256 });
      await this.events.append(FILE_HANDED_OUT.of(file.id, { organisationId: actor.organisationId }, {}));
      return this.contentInDatabase(file.id);
    });
    if (kept) return Readable.from([range ? kept.subarray(range.from, range.to + 1) : kept]);
    const content = await this.store.read(contentOf(file), range ?? undefined);
    if (!content) throw new FileStoreError(`the content of file ${file.id} is not in the store`);
    return content;
  }

  private async readable(actor: PersonActor, id: string): Promise<StoredFile | RouteRefusal> {
    const file = await this.files.find(id);
    if (!file) return new RouteRefusal(404, FILE.FILE_NOT_FOUND);
    if (lacksProof(file.purpose, actor)) return new RouteRefusal(403, FILE_ROUTE.FILE_STEP_UP_NEEDED);
    if (file.state === 'QUARANTINED') return new RouteRefusal(409, FILE_ROUTE.FILE_QUARANTINED);
    if (file.state === 'INFECTED') return new RouteRefusal(410, FILE_ROUTE.FILE_INFECTED);
    return file;
  }

  /** Of a file that has not moved to the store yet. */
  private async contentInDatabase(id: string): Promise<Buffer | null> {
    const [row] = await this.unitOfWork.query<{ content: Buffer | null }>(
      'SELECT content FROM stored_file WHERE id = $1',
      [id],
    );
    return row?.content ?? null;
  }
}
