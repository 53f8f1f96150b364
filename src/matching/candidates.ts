import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { LineSnapshot } from './matching-input.js';

/**
 * Which firms are worth judging for a line. The index proposes, the rules decide: whatever stands behind this interface
 * may name too many firms, never too few.
 */
export abstract class Candidates {
  /** Ids of all firms with work in the branch of some operation, in id order. */
  abstract firmIds(line: Pick<LineSnapshot, 'operations'>): Promise<string[]>;
}

/** Today: the index over the capabilities’ process codes. */
@Injectable()
export class SqlCandidates extends Candidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {
    super();
  }

  async firmIds(line: Pick<LineSnapshot, 'operations'>): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ firm_id: string }>(
      `SELECT firm_id FROM capability WHERE withdrawn_at IS NULL AND process_code = ANY($1) GROUP BY firm_id ORDER BY firm_id`,
      [branchesOf(line, this.taxonomy)],
    );
    return rows.map((row) => row.firm_id);
  }
}

/** The operations’ processes with everything narrower (which answers them) and broader (which may). */
export function branchesOf({ operations }: Pick<LineSnapshot, 'operations'>, taxonomy: Taxonomy): string[] {
  const { processes } = taxonomy;
  const codes = operations.flatMap(({ process }) => [
    ...processes.subtree(process),
    ...processes.lineage(process).map((entry) => entry.code),
  ]);
  return [...new Set(codes)];
}
