import type { INestApplicationContext } from '@nestjs/common';
import { Candidates } from '../../src/matching/candidates.js';
import { MatchLineHandler } from '../../src/matching/match-line.handler.js';
import { MatchRunsService } from '../../src/matching/match-runs.service.js';
import type { FirmSnapshot, LineSnapshot } from '../../src/matching/matching-input.js';
import { MATCH_LINE } from '../../src/matching/matching.jobs.js';
import { runLine, type RunResult } from '../../src/matching/run-line.js';
import { Clock } from '../../src/platform/clock.js';
import { system } from '../../src/platform/database/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { JobRun } from '../../src/platform/jobs/job.js';
import { type LineForMatching, RequestLinesService } from '../../src/requests/request-lines.service.js';
import { FirmSnapshotsService } from '../../src/suppliers/firm-snapshots.service.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import { TAXONOMY } from '../../src/taxonomy/taxonomy.token.js';
import { naiveMatch } from './naive-match.js';

/** Milliseconds of one run, part by part, and of the whole job beside it. */
export interface LineTimes {
  candidates: number;
  snapshots: number;
  judge: number;
  store: number;
  job: number;
  peer: number;
}

/** One published line in a registry of generated firms, and the ways to match it. */
export class LineUnderTest {
  private readonly unitOfWork: UnitOfWork;
  private readonly taxonomy: Taxonomy;

  private constructor(
    private readonly app: INestApplicationContext,
    readonly line: LineForMatching,
  ) {
    this.unitOfWork = app.get(UnitOfWork);
    this.taxonomy = app.get<Taxonomy>(TAXONOMY);
  }

  static async open(app: INestApplicationContext, lineId: string): Promise<LineUnderTest> {
    const line = await app
      .get(UnitOfWork)
      .run(system('bench'), () => app.get(RequestLinesService).lineForMatching(lineId));
    if (!line) throw new Error(`There is no line ${lineId}`);
    return new LineUnderTest(app, line);
  }

  get snapshot(): LineSnapshot {
    const { lineId: id, operations, requirements } = this.line;
    return { id, operations, requirements, excludedFirmIds: [] };
  }

  candidates(): Promise<string[]> {
    return this.readOnly(() => this.app.get(Candidates).firmIds(this.line));
  }

  /** The matching of the line in batches of another size than the job’s. */
  compute(batchSize: number): Promise<RunResult> {
    return this.readOnly(async () => {
      const ids = await this.app.get(Candidates).firmIds(this.line);
      return this.run(this.batches(ids, batchSize, () => undefined));
    });
  }

  /** Everything the job does for the line, from reading it to the stored matches. */
  async job(): Promise<void> {
    const { lineId, revision } = this.line;
    await this.app.get(MatchLineHandler).handle({ lineId, revision }, this.jobRun());
  }

  async measure(): Promise<LineTimes> {
    const times = { candidates: 0, snapshots: 0, judge: 0, store: 0, job: 0, peer: 0 };
    const result = await this.readOnly(async () => {
      const ids = await timed(times, 'candidates', () => this.app.get(Candidates).firmIds(this.line));
      const started = performance.now();
      const computed = await this.run(this.batches(ids, 500, (milliseconds) => (times.snapshots += milliseconds)));
      times.judge = performance.now() - started - times.snapshots;
      return computed;
    });
    const now = this.app.get(Clock).now();
    const runs = this.app.get(MatchRunsService);
    const number = await this.unitOfWork.run(system('bench.begin'), () => runs.begin());
    const record = { number, startedAt: now, job: this.jobRun() };
    await timed(times, 'store', () => this.jobRun().commit(() => runs.store(this.line, result, record)));
    await timed(times, 'job', () => this.job());
    await timed(times, 'peer', () => this.readOnly(() => naiveMatch(this.unitOfWork, this.snapshot, this.taxonomy)));
    return times;
  }

  private run(firms: AsyncIterable<FirmSnapshot[]>): Promise<RunResult> {
    return runLine(this.snapshot, firms, this.taxonomy, this.app.get(Clock).today());
  }

  private async *batches(
    ids: readonly string[],
    size: number,
    took: (milliseconds: number) => void,
  ): AsyncGenerator<FirmSnapshot[]> {
    for (let start = 0; start < ids.length; start += size) {
      const before = performance.now();
      const batch = await this.app.get(FirmSnapshotsService).byIds(ids.slice(start, start + size));
      took(performance.now() - before);
      yield batch;
    }
  }

  private readOnly<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(system('bench'), work, { readOnly: true });
  }

  /** As the runner hands it to the handler, without the lease around it. */
  private jobRun(): JobRun {
    return {
      outboxId: newId(),
      attempt: 1,
      signal: new AbortController().signal,
      commit: (effects) => this.unitOfWork.run(system(MATCH_LINE.name), effects),
    };
  }
}

async function timed<T>(times: LineTimes, part: keyof LineTimes, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  times[part] = performance.now() - started;
  return result;
}
