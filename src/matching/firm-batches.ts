import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { FirmSnapshotsService } from '../suppliers/firm-snapshots.service.js';
import { Candidates } from './candidates.js';
import type { FirmSnapshot, LineSnapshot } from './matching-input.js';

/** Small enough to keep in memory, large enough for few round trips. */
const BATCH = 500;

/**
 * The firms worth judging for a line, in id order and in batches. Each batch is read in a unit of work of its own, so that
 * no transaction is open while whoever asked for it judges; a firm that changes in between is read as it is then.
 */
@Injectable()
export class FirmBatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly firms: FirmSnapshotsService,
    private readonly candidates: Candidates,
  ) {}

  /** Outside of a unit of work. A transaction is open while a batch is read, and none while it is judged. */
  async *forLine(line: Pick<LineSnapshot, 'operations'>): AsyncGenerator<FirmSnapshot[]> {
    const ids = await this.readOnly(() => this.candidates.firmIds(line));
    for (let start = 0; start < ids.length; start += BATCH) {
      yield await this.readOnly(() => this.firms.byIds(ids.slice(start, start + BATCH)));
      await turnOfTheLoop(); // Judging blocks it: whoever waits beside it has a turn between two batches.
    }
  }

  /** What the buyer excluded by tax code, as far as the registry knows those firms. */
  idsByTaxCode(taxCodes: readonly string[]): Promise<string[]> {
    return this.readOnly(() => this.firms.idsByTaxCode(taxCodes));
  }

  private readOnly<T>(read: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(system('matching.read-firms'), read, { readOnly: true });
  }
}
