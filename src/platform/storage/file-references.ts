import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';

/**
 * Foreign keys to files that stop one from being removed. Whatever room wants to keep a file has one, and its table an index and
 * a rule that lets Ketnoi itself read it; nothing else needs to be said anywhere.
 */
const KEYS = `
  SELECT conrelid::regclass::text AS "table", quote_ident(attname) AS "column" FROM pg_constraint
  CROSS JOIN unnest(conkey, confkey) AS pair (own, other)
  JOIN pg_attribute ON attrelid = conrelid AND attnum = own
  WHERE contype = 'f' AND confrelid = 'public.stored_file'::regclass AND confdeltype IN ('a', 'r')
    AND other = (SELECT attnum FROM pg_attribute WHERE attrelid = 'public.stored_file'::regclass AND attname = 'id')`;

/** Who refers to files. Asked as Ketnoi itself, who sees all of them. */
@Injectable()
export class FileReferences {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Of these files, those that something refers to. */
  async among(ids: readonly string[]): Promise<Set<string>> {
    const keys = await this.unitOfWork.query<{ table: string; column: string }>(KEYS);
    const found = await this.unitOfWork.query<{ id: string }>(
      keys.map(({ table, column }) => `SELECT ${column} AS id FROM ${table} WHERE ${column} = ANY($1)`).join(' UNION '),
      [ids],
    );
    return new Set(found.map(({ id }) => id));
  }
}
