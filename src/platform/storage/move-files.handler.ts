import { Injectable } from '@nestjs/common';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { defineLongJob, type LongJobHandler, type LongJobRun } from '../jobs/job.js';
import { JobRegistry } from '../jobs/job-registry.js';
import { Outbox } from '../jobs/outbox.js';
import { Routines } from '../jobs/routines.js';
import { WorkInHand } from '../jobs/work-in-hand.js';
import { contentOf, FileStore } from './store/file-store.js';
import { Incoming } from './store/incoming.js';
import { StoredFile } from './stored-file.entity.js';

interface Position {
  moved: number;
}

export const MOVE_FILES = defineLongJob<object, Position>('storage.move-files', {
  version: 1,
  read: { 1: (position: Position) => position },
});

const ACTOR = system(MOVE_FILES.name);
const SUBJECT = 'files in the database';

/**
 * Moves the contents that an earlier build has kept in the database to the store, one after the other. A content is in the store
 * before it leaves its row, so that it can be read at any moment; one that is put there twice is the same.
 */
@Injectable()
export class MoveFilesHandler implements LongJobHandler<object, Position> {
  readonly job = MOVE_FILES;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly incoming: Incoming,
    private readonly outbox: Outbox,
    private readonly work: WorkInHand,
    registry: JobRegistry,
    routines: Routines,
  ) {
    registry.register(this);
    routines.register({ name: 'mover of files', everyMilliseconds: 600_000, work: () => this.ask() });
  }

  /** Processes of the build before may add to what is to be moved, so it is asked for as long as there is something. */
  async ask(): Promise<void> {
    await this.unitOfWork.run(ACTOR, async () => {
      const isAsked = (await this.work.of(MOVE_FILES, [SUBJECT])).has(SUBJECT);
      if (isAsked || (await this.left()) === 0) return;
      await this.outbox.put(MOVE_FILES, {
        subject: SUBJECT,
        organisationId: null,
        payload: {},
        lane: 'BULK',
        key: SUBJECT,
      });
    });
  }

  async handle(_payload: object, run: LongJobRun<Position>): Promise<void> {
    for (;;) {
      const next = await this.unitOfWork.run(ACTOR, () => this.next(), { readOnly: true });
      if (!next) return run.commit(() => Promise.resolve());
      const { file, content } = next;
      const { path } = await this.incoming.receive(one(content), content.length);
      await this.store.keep(contentOf(file), path);
      await run.checkpoint(async () => {
        await this.unitOfWork.query('UPDATE stored_file SET content = NULL WHERE id = $1', [file.id]);
        const moved = (run.state?.moved ?? 0) + 1;
        return { state: { moved }, progress: { done: moved, total: moved + (await this.left()) } };
      });
    }
  }

  private async next(): Promise<{ file: StoredFile; content: Buffer } | null> {
    const [row] = await this.unitOfWork.query<{ id: string; content: Buffer }>(
      'SELECT id, content FROM stored_file WHERE content IS NOT NULL ORDER BY id LIMIT 1',
    );
    if (!row) return null;
    const file = await this.unitOfWork.repository(StoredFile).findOneByOrFail({ id: row.id });
    return { file, content: row.content };
  }

  private async left(): Promise<number> {
    const [row] = await this.unitOfWork.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM stored_file WHERE content IS NOT NULL',
    );
    return row!.left;
  }
}

async function* one(content: Buffer): AsyncIterable<Buffer> {
  yield content;
}
