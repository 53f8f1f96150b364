import { Inject, Injectable } from '@nestjs/common';
import { FirmsByProcessService } from '../suppliers/firms-by-process.service.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { LineSnapshot } from './matching-input.js';
import { KEPT_MATCHES } from './run-line.js';

type Operations = Pick<LineSnapshot, 'operations'>;

/**
 * Which firms are worth judging for a line. The index proposes, the rules decide: whatever stands behind this interface
 * may name too many firms, never too few of those that could come out as anything but unsuitable.
 */
export abstract class Candidates {
  /**
   * Ids in id order: all firms with work that may answer some operation, and so many of their neighbours, whose work is
   * of the same branch and answers nothing, that an official sees who came near and what they lack.
   */
  abstract firmIds(line: Operations): Promise<string[]>;
}

/** The neighbours explained at most. They are unsuitable whatever else they offer, and there may be very many. */
export const MOST_NEIGHBOURS = 200;

/** Today: the index over the capabilities’ process codes. */
@Injectable()
export class SqlCandidates extends Candidates {
  constructor(
    private readonly firms: FirmsByProcessService,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {
    super();
  }

  async firmIds(line: Operations): Promise<string[]> {
    const branches = branchesOf(line, this.taxonomy);
    const answering = await this.firms.workingAt(branches);
    // Neighbours come last in the ranking: where the list is full without them, none of them would be kept.
    const wanted = Math.min(MOST_NEIGHBOURS, KEPT_MATCHES - answering.length);
    if (wanted <= 0) return answering;
    // The nearest first: those whose work shares the narrowest process with an operation.
    const neighbours = await this.firms.workingAtOnly(nearnessOf(line, this.taxonomy), branches, wanted);
    return [...answering, ...neighbours].sort();
  }
}

/** The operations’ processes with everything narrower (which answers them) and broader (which may). */
export function branchesOf({ operations }: Operations, taxonomy: Taxonomy): string[] {
  const { processes } = taxonomy;
  const codes = operations.flatMap(({ process }) => [
    ...processes.subtree(process),
    ...processes.lineage(process).map((entry) => entry.code),
  ]);
  return [...new Set(codes)];
}

/** Every other process of the operations’ trees, with the depth of the narrowest process it shares with one of them. */
function nearnessOf(line: Operations, taxonomy: Taxonomy): Map<string, number> {
  const { processes } = taxonomy;
  const depths = new Map<string, number>();
  for (const { process } of line.operations) {
    processes
      .lineage(process)
      .reverse()
      .forEach((ancestor, depth) => {
        for (const code of processes.subtree(ancestor.code)) depths.set(code, Math.max(depth, depths.get(code) ?? 0));
      });
  }
  for (const code of branchesOf(line, taxonomy)) depths.delete(code);
  return depths;
}
