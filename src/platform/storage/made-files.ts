import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type FilePurpose, rulesOf } from './file-purposes.js';
import { FileStore, type StoredContent } from './store/file-store.js';
import { Incoming, type Received } from './store/incoming.js';

/** What a file that Ketnoi makes is called, and whose it is. */
interface MadeFile extends StoredContent {
  purpose: FilePurpose;
  name: string;
  mediaType: string;
  sizeBytes: number;
  personId: string;
}

/** Files that Ketnoi itself makes. The content comes first and the row after it, as with those that people send. */
@Injectable()
export class MadeFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly incoming: Incoming,
    private readonly store: FileStore,
  ) {}

  /** Onto the disk, piece by piece. To be discarded in any case. */
  write(body: AsyncIterable<Buffer>, purpose: FilePurpose): Promise<Received> {
    return this.incoming.receive(body, rulesOf(purpose).mostBytes);
  }

  keep(content: StoredContent, { path }: Received): Promise<void> {
    return this.store.keep(content, path);
  }

  discard({ path }: Received): Promise<void> {
    return this.incoming.discard(path);
  }

  /** Within the unit of work that says of what it is. */
  async record({ id, organisationId, purpose, name, mediaType, sizeBytes, sha256, personId }: MadeFile): Promise<void> {
    await this.unitOfWork.query(
      `INSERT INTO stored_file (id, organisation_id, purpose, name, media_type, size_bytes, sha256, state, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'READY', $8)`,
      [id, organisationId, purpose, name, mediaType, sizeBytes, sha256, personId],
    );
  }
}
