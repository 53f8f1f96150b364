import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { TableRights } from '../database/access/table-rights.js';
import type { PersonActor } from '../database/actor.js';
import { isId, newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outbox } from '../jobs/outbox.js';
import { FileSlot } from './file-slot.entity.js';
import { Content } from './formats/content.js';
import { formatOf } from './formats/formats.js';
import { RouteRefusal } from './route-refusal.js';
import { SCAN_FILE, workOf } from './scanning/scan-file.job.js';
import { FILE_ROUTE } from './storage.errors.js';
import { FileStore } from './store/file-store.js';
import { BodyTooLong, Incoming, type Received } from './store/incoming.js';
import { StoredFile } from './stored-file.entity.js';

/** A request with a body, as far as an upload looks at it. */
export interface Upload {
  /** Without its parameters; null where the request names none. */
  mediaType: string | null;
  /** As the request says; null where it does not. */
  contentLength: number | null;
  /** Null where the body came as something else than a file. */
  body: Readable | null;
}

/** Any content: what it is, is known from the slot. */
const UNSPECIFIC = 'application/octet-stream';

/** The time of the slot is looked at again: what was stopped for an hour must not bring its file to life after the sweeping. */
const USE_SLOT = `
  UPDATE file_slot SET used_at = now() WHERE id = $1 AND upload = $2 AND used_at IS NULL AND expires_at > now() RETURNING id`;

/** The same content for the same purpose is the same file, and waits for whoever wants to refer to it as a new one does. */
const KEEP = `
  INSERT INTO stored_file (id, organisation_id, purpose, name, media_type, size_bytes, sha256, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (organisation_id, purpose, sha256) DO UPDATE SET unreferenced_since = NULL RETURNING id`;

/**
 * Takes in what is sent to a slot. No transaction is open while bytes flow: the slot is claimed before the first of them, and
 * turned into a file once all of them are in the store.
 */
@Injectable()
export class Uploads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rights: TableRights,
    private readonly incoming: Incoming,
    private readonly store: FileStore,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async receive(actor: PersonActor, slotId: string, upload: Upload): Promise<StoredFile | RouteRefusal> {
    const uploadId = randomUUID();
    const slot = await this.unitOfWork.run(actor, () => this.claim(slotId, uploadId, upload));
    if (slot instanceof RouteRefusal) return slot;
    let received: Received | null = null;
    try {
      received = await this.takeIn(slot, upload.body!);
      const kept = received === null ? contentRefused(slot) : await this.keep(actor, slot, uploadId, received);
      if (kept instanceof RouteRefusal) await this.release(actor, slot, uploadId);
      return kept;
    } catch (error) {
      await this.release(actor, slot, uploadId).catch(() => undefined);
      if (error instanceof BodyTooLong) return sizeDiffers(slot, 413);
      throw error;
    } finally {
      if (received) await this.incoming.discard(received.path);
    }
  }

  /** The slot, from now on for this upload alone. */
  private async claim(id: string, uploadId: string, upload: Upload): Promise<FileSlot | RouteRefusal> {
    const slots = this.unitOfWork.repository(FileSlot);
    const maySee = isId(id) && this.rights.mayRead(this.unitOfWork.actor.kind, FileSlot);
    const slot = maySee ? await slots.findOneBy({ id }) : null;
    if (!slot) return new RouteRefusal(404, FILE_ROUTE.FILE_SLOT_NOT_FOUND);
    if (slot.usedAt !== null) return new RouteRefusal(409, FILE_ROUTE.FILE_SLOT_USED);
    if (slot.expiresAt.getTime() <= Date.now()) return new RouteRefusal(410, FILE_ROUTE.FILE_SLOT_EXPIRED);
    if (slot.upload !== null) return new RouteRefusal(409, FILE_ROUTE.FILE_SLOT_BUSY);
    const { mediaType, contentLength, body } = upload;
    if (body === null || (mediaType !== slot.mediaType && mediaType !== UNSPECIFIC)) {
      return new RouteRefusal(415, FILE_ROUTE.FILE_TYPE_DIFFERS, { mediaType: slot.mediaType });
    }
    if (contentLength !== null && contentLength !== slot.sizeBytes) {
      return sizeDiffers(slot, contentLength > slot.sizeBytes ? 413 : 422);
    }
    await slots.update({ id }, { upload: uploadId });
    return slot;
  }

  /** Null for a content that is not what the slot says, or is something else besides; nothing of it is left. */
  private async takeIn(slot: FileSlot, body: Readable): Promise<Received | null> {
    const received = await this.incoming.receive(body, slot.sizeBytes);
    try {
      if (received.sizeBytes === slot.sizeBytes && (await this.isSound(slot, received))) return received;
    } catch (error) {
      await this.incoming.discard(received.path);
      throw error;
    }
    await this.incoming.discard(received.path);
    return null;
  }

  private async isSound({ mediaType }: FileSlot, { path, sizeBytes }: Received): Promise<boolean> {
    const handle = await open(path, 'r');
    try {
      return (await formatOf(mediaType)?.is(new Content(handle, sizeBytes))) ?? false;
    } finally {
      await handle.close();
    }
  }

  /**
   * The content first and the row after it, so that no row is ever without one. Where the row fails the content stays: the
   * commit may have been heard of or not, and what has no row is swept up later.
   */
  private async keep(
    actor: PersonActor,
    slot: FileSlot,
    uploadId: string,
    { path, sha256 }: Received,
  ): Promise<StoredFile | RouteRefusal> {
    const id = newId();
    const content = { id, organisationId: slot.organisationId, sha256 };
    await this.store.keep(content, path);
    const kept = await this.unitOfWork.run(actor, () => this.record(slot, uploadId, id, sha256));
    const isNew = !(kept instanceof RouteRefusal) && kept.id === id;
    // What the store does not let go of now, it is swept of later.
    if (!isNew) await this.store.remove(content).catch(() => undefined);
    return kept;
  }

  private async record(
    slot: FileSlot,
    uploadId: string,
    id: string,
    sha256: string,
  ): Promise<StoredFile | RouteRefusal> {
    const used = await this.unitOfWork.query(USE_SLOT, [slot.id, uploadId]);
    if (used.length === 0) return new RouteRefusal(410, FILE_ROUTE.FILE_SLOT_EXPIRED);
    const state = this.config.files.scanner === null ? 'READY' : 'QUARANTINED';
    const { organisationId, purpose, name, mediaType, sizeBytes } = slot;
    const [kept] = await this.unitOfWork.query<{ id: string }>(KEEP, [
      ...[id, organisationId, purpose, name, mediaType, sizeBytes, sha256, state],
    ]);
    const file = await this.unitOfWork.repository(StoredFile).findOneByOrFail({ id: kept!.id });
    await this.audit.record('file.receive', 'file', file.id, { purpose, mediaType, sizeBytes, sha256 });
    if (file.id === id && state === 'QUARANTINED') await this.outbox.put(SCAN_FILE, workOf(file));
    return file;
  }

  /** For another try: what came was no good, or broke off. */
  private async release(actor: PersonActor, { id }: FileSlot, uploadId: string): Promise<void> {
    await this.unitOfWork.run(actor, () =>
      this.unitOfWork.repository(FileSlot).update({ id, upload: uploadId }, { upload: null }),
    );
  }
}

const contentRefused = ({ mediaType }: FileSlot) =>
  new RouteRefusal(422, FILE_ROUTE.FILE_CONTENT_REFUSED, { mediaType });

const sizeDiffers = ({ sizeBytes }: FileSlot, status: number) =>
  new RouteRefusal(status, FILE_ROUTE.FILE_SIZE_DIFFERS, { size: sizeBytes });
