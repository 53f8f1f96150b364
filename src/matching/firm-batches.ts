import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { FirmSnapshotsService } from '../suppliers/firm-snapshots.service.js';
import { Candidates } from './candidates.js';
import type { FirmSnapshot, LineSnapshot } from './matching-input.js';

/** Small enough to keep in memory, large enough for few round trips. */
const BATCH = 500;

/** The firms worth judging for a line, as they are now, in id order and in batches. */
@Injectable()
export class FirmBatches {
  constructor(
    private readonly firms: FirmSnapshotsService,
    private readonly candidates: Candidates,
  ) {}

  /** While one batch is judged, the database already puts the next together. */
  async *forLine(line: Pick<LineSnapshot, 'operations'>): AsyncGenerator<FirmSnapshot[]> {
    const ids = await this.candidates.firmIds(line);
    let next = this.batch(ids, 0);
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = await next;
      next = this.batch(ids, start + BATCH);
      await turnOfTheLoop(); // Judging blocks it: the question must be on its way before.
      yield batch;
    }
  }

  private batch(ids: readonly string[], start: number): Promise<FirmSnapshot[]> {
    const batch = this.firms.byIds(ids.slice(start, start + BATCH));
    // Where the judging fails nobody waits for it any more; whoever does still hears of it.
    batch.catch(() => undefined);
    return batch;
  }

  /** What the buyer excluded by tax code, as far as the registry knows those firms. */
  idsByTaxCode(taxCodes: readonly string[]): Promise<string[]> {
    return this.firms.idsByTaxCode(taxCodes);
  }
}
