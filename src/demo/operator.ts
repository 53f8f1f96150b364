import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OfficialsService } from '../identity/officials.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { ToldProblem } from '../platform/graphql/mutation-payload.js';
import { Refusal } from '../platform/graphql/problems.js';
import { sentence } from '../platform/i18n/message.js';
import { FirmImportService } from '../suppliers/firm-import.service.js';
import type { DemoList } from './demo-registry.js';

/**
 * The two things that have no door in the API, because they are an operator’s: letting officials in, and loading
 * published lists. The demonstration does them as `ketnoi admin` does, through the same services.
 */

export const OFFICIAL = {
  email: 'can-bo@so-cong-thuong.example',
  name: 'Đỗ Thị Minh Khuê',
  authority: 'Sở Công Thương Hà Nội (demo)',
};

/** Lets the official in and answers the password: a new one in each run, so that no well-known one opens the door. */
export async function letOfficialIn(app: INestApplicationContext): Promise<string> {
  const officials = app.get(OfficialsService);
  const result = await app.get(UnitOfWork).run(system('demo'), async () => {
    const isThere = (await officials.list()).some(({ email }) => email === OFFICIAL.email);
    return isThere
      ? officials.resetPassword(OFFICIAL.email)
      : officials.create(OFFICIAL.email, OFFICIAL.name, OFFICIAL.authority);
  });
  if (!(result instanceof Refusal)) return result.password;
  throw new Error(result.problems.map(({ message, parameters }) => sentence(message, 'en', parameters)).join(' '));
}

/** What became of a published list. */
export interface LoadedList {
  source: string;
  rows: number;
  /** New in this run. */
  created: number;
  firms: number;
  rejected: { row: number; problems: ToldProblem[] }[];
}

export async function loadList(app: INestApplicationContext, { source, rows }: DemoList): Promise<LoadedList> {
  const outcomes = await app
    .get(UnitOfWork)
    .run(system('demo'), () => app.get(FirmImportService).loadList(source, rows));
  return {
    source,
    rows: rows.length,
    created: outcomes.filter(({ outcome }) => outcome === 'created').length,
    firms: new Set(outcomes.map(({ firmId }) => firmId).filter((id) => id !== null)).size,
    // The header is the first row.
    rejected: outcomes.flatMap(({ outcome, problems }, index) =>
      outcome === 'rejected' ? [{ row: index + 2, problems }] : [],
    ),
  };
}

/** Spells "DEMO". */
const DEMO_LOCK = 0x44454d4f;

/** Two demonstrations on one database would take the same steps twice: the second waits until the first is through. */
export async function oneAtATime<T>(
  app: INestApplicationContext,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const runner = app.get(DataSource).createQueryRunner();
  const isFree = async (): Promise<boolean> => {
    const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [DEMO_LOCK])) as { taken: boolean }[];
    return row!.taken;
  };
  try {
    for (let isFirst = true; !(await isFree()); isFirst = false) {
      if (isFirst) onWait();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [DEMO_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
