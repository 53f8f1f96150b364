import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Operator } from '../demo/operator.js';
import { OfficialsService } from '../identity/officials.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Refusal } from '../platform/graphql/problems.js';
import { sentence } from '../platform/i18n/message.js';
import { FirmImportService } from '../suppliers/firm-import.service.js';

/** What the demonstration asks of an operator, done as `ketnoi admin` does it: through the same services. */
export function demoOperator(app: INestApplicationContext): Operator {
  const unitOfWork = app.get(UnitOfWork);
  return {
    async letOfficialIn({ email, name, authority }) {
      const officials = app.get(OfficialsService);
      const result = await unitOfWork.run(system('demo'), async () => {
        const isThere = (await officials.list()).some((official) => official.email === email);
        if (!isThere) return officials.create(email, name, authority);
        const lost = await officials.removeFactor(email);
        return lost instanceof Refusal ? lost : officials.resetPassword(email);
      });
      if (!(result instanceof Refusal)) return result.password;
      throw new Error(result.problems.map(({ message, parameters }) => sentence(message, 'en', parameters)).join(' '));
    },
    async loadList({ source, rows }) {
      const outcomes = await unitOfWork.run(system('demo'), () => app.get(FirmImportService).loadList(source, rows));
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
    },
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
