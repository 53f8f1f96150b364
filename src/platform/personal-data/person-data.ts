import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Retention } from '../retention/retention.js';
import { PERIODS, type PeriodName } from '../retention/periods.js';
import { type Purpose, PURPOSE_NAMES, PURPOSE_WORDS, PURPOSES } from './purposes.js';
import { type Erasure, type Kept, PersonalDataRegister, type PersonInRow, type RegisteredTable } from './register.js';

/** By what somebody is found in the tables of all rooms. */
export interface PersonKeys {
  id: string;
  /** E-mail addresses that are the person’s own. */
  addresses: readonly string[];
  /** Addresses and names. */
  words: readonly string[];
}

/** What is kept of people in one table for one purpose. */
export interface KeptData {
  table: string;
  columns: readonly string[];
  kept: Kept;
  /** Null where it lasts as long as what it belongs to. */
  keptDays: number | null;
  erasure: Erasure['does'];
}

const ROWS = 500;

/** Beside somebody’s own columns those that say of what, and when; the rest of a row is not about the person. */
const SAYS_WHAT_AND_WHEN = /(^|_)(id|at|on|type|kind|action|decision|state|purpose|code)$/;
const NEVER_TOLD = /token|content/;

/**
 * What the register is for: finds all that is kept of one person, in whatever room, to tell it or to let it go. Called as Ketnoi
 * itself.
 */
@Injectable()
export class PersonData {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: PersonalDataRegister,
    private readonly retention: Retention,
  ) {}

  /**
   * All of it as JSON, piece by piece, with what the register says of each column; nobody else’s columns. Within a unit of work
   * that only reads: one moment of all tables, and the memory of one piece, however much there is.
   */
  async *tell(keys: PersonKeys, madeAt: Date): AsyncGenerator<Buffer> {
    const purposes = PURPOSE_NAMES.map((purpose) => {
      const { vi, en } = PURPOSE_WORDS[purpose];
      return { purpose, basis: PURPOSES[purpose].basis, description: { vi, en } };
    });
    const head = { format: 'ketnoi.personal-data', version: 1, personId: keys.id, madeAt, purposes };
    yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"tables":[`);
    let isFirst = true;
    for (const { table, people } of this.told()) {
      let isFirstRow = true;
      for await (const row of this.rows(table, people, keys)) {
        const opening = `${isFirst ? '' : ','}\n${JSON.stringify(this.described(table, people)).slice(0, -1)},"rows":[`;
        yield Buffer.from(`${isFirstRow ? opening : ','}\n${row}`);
        isFirst = isFirstRow = false;
      }
      if (!isFirstRow) yield Buffer.from(']}');
    }
    yield Buffer.from('\n]}\n');
  }

  /** Where data is that is processed for a purpose, how long it is kept, and what erasure does with it. */
  keptFor(purpose: Purpose): KeptData[] {
    return this.register.tables.flatMap(({ table, people }) =>
      people
        .filter((person) => person.purpose === purpose)
        .map(({ columns, kept, erasure }) => ({
          table, columns, kept, keptDays: this.daysOf(kept), erasure: erasure.does,
        })),
    ); // prettier-ignore
  }

  /** Does what the register says of each way to the person, in its order. Returns how many rows of each table it changed. */
  async erase(keys: PersonKeys): Promise<Record<string, number>> {
    const changed: Record<string, number> = {};
    for (const { table, person } of this.register.ways) {
      const { erasure } = person;
      if (erasure.does === 'KEEP') continue;
      const condition = `(${person.rows}) AND ${GIVEN}`;
      const values = erasure.does === 'REPLACE' ? Object.entries(erasure.with).map((pair) => pair.join(' = ')) : [];
      const statement =
        erasure.does === 'DELETE'
          ? `DELETE FROM ${table.table} WHERE ${condition} RETURNING 1`
          : `UPDATE ${table.table} SET ${values.join(', ')} WHERE ${condition} RETURNING 1`;
      const rows = await this.unitOfWork.query(statement, parametersOf(keys));
      if (rows.length > 0) changed[table.table] = (changed[table.table] ?? 0) + rows.length;
    }
    return changed;
  }

  /** The ways by which something is told, each once with all that is said of its rows. */
  private told(): { table: RegisteredTable; people: (PersonInRow & { rows: string })[] }[] {
    const byWay = new Map<string, { table: RegisteredTable; people: (PersonInRow & { rows: string })[] }>();
    for (const { table, person } of this.register.ways) {
      if (toldOf(person).length === 0) continue;
      const key = `${table.table} ${person.rows}`;
      const way = byWay.get(key) ?? { table, people: [] };
      way.people.push(person);
      byWay.set(key, way);
    }
    return [...byWay.values()];
  }

  private async *rows(
    table: RegisteredTable,
    people: readonly PersonInRow[],
    keys: PersonKeys,
  ): AsyncGenerator<string> {
    const context = table.others.filter((name) => SAYS_WHAT_AND_WHEN.test(name) && !NEVER_TOLD.test(name));
    const columns = [...people.flatMap(toldOf), ...context];
    await this.unitOfWork.query(
      `DECLARE told_rows NO SCROLL CURSOR FOR SELECT to_jsonb(told)::text AS row
       FROM (SELECT ${columns.join(', ')} FROM ${table.table} WHERE (${people[0]!.rows}) AND ${GIVEN}) AS told`,
      parametersOf(keys),
    );
    for (;;) {
      const rows = await this.unitOfWork.query<{ row: string }>(`FETCH ${ROWS} FROM told_rows`);
      for (const { row } of rows) yield row;
      if (rows.length < ROWS) break;
    }
    await this.unitOfWork.query('CLOSE told_rows');
  }

  private described({ table }: RegisteredTable, people: readonly PersonInRow[]) {
    const columns = people.flatMap((person) =>
      toldOf(person).map((column) => {
        const { purpose, kept, erasure } = person;
        const because = erasure.does === 'KEEP' ? { because: erasure.because } : {};
        return {
          column,
          purpose,
          basis: PURPOSES[purpose].basis,
          kept,
          keptDays: this.daysOf(kept),
          erasure: erasure.does,
          ...because,
        };
      }),
    );
    return { table, columns };
  }

  private daysOf(kept: Kept): number | null {
    return kept in PERIODS ? this.retention.daysOf(kept as PeriodName) : null;
  }
}

/** PostgreSQL is told the types of what a way does not speak of. */
const GIVEN = '$1::uuid IS NOT NULL AND $2::citext[] IS NOT NULL AND $3::text[] IS NOT NULL';

const toldOf = ({ columns, untold }: PersonInRow): string[] => columns.filter((column) => !untold.includes(column));

function parametersOf({ id, addresses, words }: PersonKeys): unknown[] {
  // As they stand inside of JSON, and without the signs that stand for others in a pattern.
  const patterns = words.map(
    (word) =>
      `%${JSON.stringify(word)
        .slice(1, -1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  );
  return [id, [...addresses], patterns];
}
