import type { Condition } from '../database/access/table-access.js';
import type { PeriodName } from '../retention/periods.js';
import type { Purpose } from './purposes.js';

/** What becomes of somebody’s columns when they are erased. */
export type Erasure =
  /** The whole row goes. */
  | { does: 'DELETE' }
  /** What stands in the columns afterwards, as SQL; where it must wait, `after` is when nothing of it is left. */
  | { does: 'REPLACE'; with: Readonly<Record<string, string>> }
  /** It stays, for this reason. */
  | { does: 'KEEP'; because: string };

/**
 * How long: for a period of `platform/retention`, as long as the account, as long as the organisation, or without an end, where
 * a law asks for the record.
 */
export type Kept = PeriodName | 'ACCOUNT' | 'ORGANISATION' | 'RECORD';

/** What a row tells of one person. A row may tell of several, each on a way of its own. */
export interface PersonInRow {
  /**
   * The rows of a person, as SQL over their columns: `$1` is the person’s id, `$2` the addresses they are reached at, `$3` patterns
   * of their names and addresses for `ILIKE ANY`. Null where no way leads from a person to the row.
   */
  readonly rows: Condition | null;
  readonly columns: readonly string[];
  /** Of the columns, those that nobody is told: a hash, or what may name others. */
  readonly untold: readonly string[];
  readonly purpose: Purpose;
  readonly kept: Kept;
  readonly erasure: Erasure;
}

/** One table of the database, every column of it. */
export interface RegisteredTable {
  readonly table: string;
  readonly people: readonly PersonInRow[];
  /** Columns that tell nothing of anybody. */
  readonly others: readonly string[];
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Somebody’s columns in a row, by their names with spaces between them. */
export const of = (
  rows: Condition | null,
  columns: string,
  rest: { purpose: Purpose; kept: Kept; erasure: Erasure; untold?: string },
): PersonInRow => ({ ...rest, rows, columns: words(columns), untold: words(rest.untold ?? '') });

/** A table with people in it; `others`: the columns that tell of none. */
export const personal = (table: string, people: readonly PersonInRow[], others: string): RegisteredTable => ({
  table,
  people,
  others: words(others),
});

/** A table that tells of nobody: of things, of organisations, or of Ketnoi itself. */
export const impersonal = (table: string, columns: string): RegisteredTable => personal(table, [], columns);

export const DELETED: Erasure = { does: 'DELETE' };
export const replaced = (values: Record<string, string>): Erasure => ({ does: 'REPLACE', with: values });
export const keptBecause = (because: string): Erasure => ({ does: 'KEEP', because });

/** An id that leads to nobody any more still says that one and the same did two things. */
export const PSEUDONYM = keptBecause(
  'an id that leads to nobody once the person is erased; history still says who is one and the same',
);

/** The register of all rooms, in their order. */
export class PersonalDataRegister {
  constructor(readonly tables: readonly RegisteredTable[]) {}

  /** Each way to a person’s rows, with the table it is of. */
  get ways(): { table: RegisteredTable; person: PersonInRow & { rows: Condition } }[] {
    return this.tables.flatMap((table) =>
      table.people.flatMap((person) =>
        person.rows === null ? [] : [{ table, person: { ...person, rows: person.rows } }],
      ),
    );
  }
}
