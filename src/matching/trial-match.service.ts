import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { FirmBatches } from './firm-batches.js';
import type { LineSnapshot } from './matching-input.js';
import { runLine, type RunResult } from './run-line.js';

/** What a line would find, without keeping anything: `ketnoi match`. */
@Injectable()
export class TrialMatchService {
  constructor(
    private readonly firms: FirmBatches,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  async match(line: Omit<LineSnapshot, 'excludedFirmIds'>, excludedTaxCodes: string[]): Promise<RunResult> {
    const excludedFirmIds = await this.firms.idsByTaxCode(excludedTaxCodes);
    const snapshot = { ...line, excludedFirmIds };
    return runLine(snapshot, this.firms.forLine(line), this.taxonomy, this.clock.today());
  }
}
