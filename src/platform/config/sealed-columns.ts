import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { KEY_ID_BYTES, SecretBox } from './secret-box.js';

/** Where a room keeps something that `SecretBox` has sealed. */
export interface SealedColumn {
  table: string;
  /** What the row is found by. */
  id: string;
  column: string;
  /** As it was sealed for, from the id. */
  ownerOf(id: string): string;
}

/** How many are sealed under which secret. */
export interface SealedCounts {
  newest: number;
  before: number;
  /** They open no more. */
  unknown: number;
}

const AT_ONCE = 200;

/** Everything that is sealed under Ketnoi’s secret, for when it is exchanged. As Ketnoi itself. */
@Injectable()
export class SealedColumns {
  private readonly columns: SealedColumn[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly box: SecretBox,
  ) {}

  /** Called by whoever keeps it, from its constructor. */
  register(column: SealedColumn): void {
    this.columns.push(column);
  }

  async counts(): Promise<SealedCounts> {
    const [newest, ...before] = await this.box.keyIds();
    const total: SealedCounts = { newest: 0, before: 0, unknown: 0 };
    for (const { table, column } of this.columns) {
      const [found] = await this.unitOfWork.query<SealedCounts>(
        `SELECT count(*) FILTER (WHERE id = $1)::int AS newest, count(*) FILTER (WHERE id = ANY ($2))::int AS before,
                count(*) FILTER (WHERE id <> $1 AND id <> ALL ($2))::int AS unknown
         FROM (SELECT substring(${column} FROM 1 FOR ${KEY_ID_BYTES}) AS id FROM ${table} WHERE ${column} IS NOT NULL) AS sealed`,
        [newest, before],
      );
      for (const state of ['newest', 'before', 'unknown'] as const) total[state] += found![state];
    }
    return total;
  }

  /** Seals some of what is sealed under the secret before under the newest; answers how many, 0 when there is no more. */
  async resealSome(): Promise<number> {
    const [, ...before] = await this.box.keyIds();
    let count = 0;
    for (const { table, id, column, ownerOf } of this.columns) {
      const rows = await this.unitOfWork.query<{ id: string; box: Buffer }>(
        `SELECT ${id}::text AS id, ${column} AS box FROM ${table}
         WHERE substring(${column} FROM 1 FOR ${KEY_ID_BYTES}) = ANY ($1) LIMIT ${AT_ONCE}`,
        [before],
      );
      for (const { id: key, box } of rows) {
        const owner = ownerOf(key);
        const sealed = await this.box.seal(owner, await this.box.open(owner, box));
        await this.unitOfWork.query(`UPDATE ${table} SET ${column} = $2 WHERE ${id}::text = $1 AND ${column} = $3`, [
          key,
          sealed,
          box,
        ]);
      }
      count += rows.length;
    }
    return count;
  }
}
