import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MIGRATIONS, pendingMigrations, refuseBroken } from '../database/migrate.js';
import { JOB_QUEUE, type JobQueue } from '../jobs/job-queue.js';
import type { Migration } from '../room.js';
import { answerInTime } from './answer-in-time.js';

export type Check = { ok: true } | { ok: false; reason: string };
export interface Readiness {
  database: Check;
  migrations: Check;
  queue: Check;
}

const PATIENCE_MILLISECONDS = 3_000;

/** Whether this process can do its work now: the answer of `/readyz` and part of `ketnoi doctor`. */
@Injectable()
export class HealthService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(MIGRATIONS) private readonly known: readonly Migration[],
  ) {}

  async readiness(): Promise<Readiness> {
    const [database, migrations, queue] = await Promise.all([
      check(async () => void (await this.dataSource.query('SELECT 1'))),
      check(async () => {
        const names = (sql: string) => this.dataSource.query<{ name: string }[]>(sql);
        await refuseBroken(this.known, names);
        const pending = await pendingMigrations(this.known, names);
        if (pending.length > 0) throw new Error(`not yet run: ${pending.join(', ')}`);
      }),
      check(async () => void (await this.queue.counts())),
    ]);
    return { database, migrations, queue };
  }
}

async function check(work: () => Promise<void>): Promise<Check> {
  try {
    await answerInTime(work, PATIENCE_MILLISECONDS);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
