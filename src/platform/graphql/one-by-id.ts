import { type EntityTarget, In } from 'typeorm';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Identified } from './node.js';
import type { Loaders } from './operation-context.js';

/** A row by its id, null where who is acting may not see it: one statement for all that an operation asks for. */
export function oneById<Row extends Identified>(
  unitOfWork: UnitOfWork,
  loaders: Loaders,
  entity: EntityTarget<Row> & { name: string },
  id: string,
): Promise<Row | null> {
  return loaders
    .get<string, Row | null>(`${entity.name} by id`, async (ids) => {
      const rows = await unitOfWork.repository(entity).findBy({ id: In([...ids]) } as never);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((wanted) => byId.get(wanted) ?? null);
    })
    .load(id);
}
