import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { grouped } from '../platform/graphql/grouped.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import type { StoredFile } from '../platform/storage/stored-file.entity.js';
import { StoredFiles } from '../platform/storage/stored-files.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import type { RequestLine } from '../requests/request-line.entity.js';
import { DISCLOSURE } from './disclosure.errors.js';
import { Drawing } from './drawing.entity.js';
import { MOST_DRAWINGS } from './limits.js';

/**
 * Drawings with the lines they belong to. Who reads which is row-level security’s to say, at each reading and again when a link
 * is followed: their buyer; a firm whose line is open to it and released; an authority that was let in.
 */
@Injectable()
export class DrawingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: RequestLinesService,
    private readonly files: StoredFiles,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A file that the buyer has sent as a drawing, to a line of its own. */
  async attach(actor: PersonActor, lineId: string, fileId: string): Promise<RequestLine | Refusal> {
    const [line] = await this.lines.linesById([lineId]);
    if (!line || line.removedAt !== null) return refuse(DISCLOSURE.DRAWING_LINE_NOT_FOUND, ['lineId']);
    const isOwn = isId(fileId) && (await this.files.hold(actor, 'DRAWING', [fileId])).has(fileId.toLowerCase());
    if (!isOwn) return refuse(DISCLOSURE.DRAWING_FILE_NOT_FOUND, ['fileId']);
    const drawings = this.unitOfWork.repository(Drawing);
    const standing = await drawings.findBy({ lineId: line.id, removedAt: IsNull() });
    if (standing.some((drawing) => drawing.fileId === fileId.toLowerCase()))
      return refuse(DISCLOSURE.DRAWING_ATTACHED, ['fileId']);
    if (standing.length >= MOST_DRAWINGS)
      return refuse(DISCLOSURE.DRAWINGS_TOO_MANY, ['lineId'], { max: MOST_DRAWINGS });
    const id = newId();
    await drawings.insert({
      ...{ id, lineId: line.id, requestId: line.requestId, organisationId: line.organisationId, fileId },
      ...{ attachedBy: actor.personId, attachedAt: this.clock.now(), removedAt: null },
    });
    await this.audit.record('line.drawing-attach', 'line', line.id, { drawingId: id, fileId });
    return line;
  }

  /** Nobody is handed it from now on; who has been is still known. */
  async remove(id: string): Promise<RequestLine | Refusal> {
    const drawings = this.unitOfWork.repository(Drawing);
    const drawing = isId(id) ? await drawings.findOneBy({ id, removedAt: IsNull() }) : null;
    if (!drawing) return refuse(DISCLOSURE.DRAWING_NOT_FOUND, ['id']);
    await drawings.update({ id }, { removedAt: this.clock.now() });
    await this.audit.record('line.drawing-remove', 'line', drawing.lineId, { drawingId: drawing.id });
    return (await this.lines.linesById([drawing.lineId]))[0]!;
  }

  /** Those that whoever acts may read, the first attached first. */
  ofLine(loaders: Loaders, lineId: string): Promise<Drawing[]> {
    return loaders
      .get<string, Drawing[]>('drawings.ofLine', async (ids) => {
        const found = await this.unitOfWork
          .repository(Drawing)
          .find({ where: { lineId: In([...ids]), removedAt: IsNull() }, order: { id: 'ASC' } });
        return grouped(ids, found, (drawing) => drawing.lineId);
      })
      .load(lineId);
  }

  file(loaders: Loaders, { fileId }: Drawing): Promise<StoredFile> {
    return loaders
      .get<string, StoredFile>('drawings.file', async (ids) => {
        const found = new Map((await this.files.findMany(ids)).map((file) => [file.id, file]));
        return ids.map((id) => found.get(id) ?? new Error(`no file ${id} to be seen`));
      })
      .load(fileId);
  }
}
