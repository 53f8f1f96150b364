import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { PersonActor } from '../database/actor.js';
import { newId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../graphql/problems.js';
import { cleanFileName } from './file-name.js';
import { formatsOf, MOST_BYTES, MOST_FILES, rulesOf, SLOT_MINUTES } from './file-purposes.js';
import { FileSlot } from './file-slot.entity.js';
import type { FileSlotInput } from './file-slot.inputs.js';
import { FILE } from './storage.errors.js';

const MB = 1024 * 1024;

/**
 * Two reservations of one organisation change the same row, so that the later of two at once collides, is run again and counts
 * with a fresh eye. The counts themselves are of files and open slots, and so never drift from the truth.
 */
const TAKE_TURN = `
  INSERT INTO file_quota (organisation_id) VALUES ($1)
  ON CONFLICT (organisation_id) DO UPDATE SET reservations = file_quota.reservations + 1`;

const COUNT = `
  SELECT count(*)::int AS files, coalesce(sum(size_bytes), 0)::float8 AS bytes FROM (
    SELECT size_bytes FROM stored_file WHERE organisation_id = $1 AND purpose <> 'PERSONAL_DATA'
    UNION ALL
    SELECT size_bytes FROM file_slot WHERE organisation_id = $1 AND used_at IS NULL AND expires_at > now()
  ) AS taken`;

/** Room for files that somebody is about to send. */
@Injectable()
export class FileSlots {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Reserves room for one file. What is not used in time is free again by itself. */
  async create(actor: PersonActor, input: FileSlotInput): Promise<FileSlot | Refusal> {
    const problems = new Problems();
    const name = readName(actor, input, problems);
    if (problems.any) return problems.refusal();
    const full = await this.reserve(actor.organisationId, input.sizeBytes);
    if (full) return full;
    const id = newId();
    const { purpose, mediaType, sizeBytes } = input;
    await this.unitOfWork.query(
      `INSERT INTO file_slot (id, organisation_id, purpose, name, media_type, size_bytes, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => ${SLOT_MINUTES}))`,
      [id, actor.organisationId, purpose, name, mediaType, sizeBytes],
    );
    await this.audit.record('file.announce', 'file_slot', id, { purpose, mediaType, sizeBytes });
    return this.unitOfWork.repository(FileSlot).findOneByOrFail({ id });
  }

  private async reserve(organisationId: string, sizeBytes: number): Promise<Refusal | null> {
    await this.unitOfWork.query(TAKE_TURN, [organisationId]);
    const [taken] = await this.unitOfWork.query<{ files: number; bytes: number }>(COUNT, [organisationId]);
    if (taken!.files >= MOST_FILES) return refuse(FILE.FILES_TOO_MANY, [], { limit: MOST_FILES });
    if (taken!.bytes + sizeBytes > MOST_BYTES) {
      return refuse(FILE.FILES_TOO_LARGE, ['input', 'sizeBytes'], { limit: MOST_BYTES / MB });
    }
    return null;
  }
}

/** The name it is to have; null where something about the file is wrong. */
function readName(actor: PersonActor, input: FileSlotInput, problems: Problems): string | null {
  const { senders, mostBytes, formats } = rulesOf(input.purpose);
  if (!senders.includes(actor.kind)) {
    problems.add(FILE.FILE_PURPOSE_NOT_YOURS, ['input', 'purpose']);
    return null;
  }
  if (input.sizeBytes < 1) problems.add(FILE.FILE_EMPTY, ['input', 'sizeBytes']);
  if (input.sizeBytes > mostBytes) {
    problems.add(FILE.FILE_TOO_LARGE, ['input', 'sizeBytes'], { limit: mostBytes / MB });
  }
  const format = formatsOf(input.purpose).find(({ mediaType }) => mediaType === input.mediaType);
  if (!format) {
    const known = formatsOf(input.purpose).map(({ mediaType }) => mediaType);
    problems.add(FILE.FILE_TYPE_REFUSED, ['input', 'mediaType'], { types: formats.join(', ') }, known);
    return null;
  }
  const name = cleanFileName(input.name, format);
  if (name === null) {
    problems.add(FILE.FILE_EXTENSION_DIFFERS, ['input', 'name'], { extensions: format.extensions.join(', ') });
  }
  return name;
}
