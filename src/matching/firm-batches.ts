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

  async *forLine(line: Pick<LineSnapshot, 'operations'>): AsyncGenerator<FirmSnapshot[]> {
    const ids = await this.candidates.firmIds(line);
    for (let start = 0; start < ids.length; start += BATCH) {
      yield await this.firms.byIds(ids.slice(start, start + BATCH));
    }
  }

  /** What the buyer excluded by tax code, as far as the registry knows those firms. */
  idsByTaxCode(taxCodes: readonly string[]): Promise<string[]> {
    return this.firms.idsByTaxCode(taxCodes);
  }
}
