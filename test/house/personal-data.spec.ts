import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ROOMS } from '../../src/app.rooms.js';
import { PERIODS } from '../../src/platform/retention/periods.js';
import { NOTICE_VERSION, PURPOSE_WORDS, PURPOSES } from '../../src/platform/personal-data/purposes.js';
import { registerOf } from '../../src/platform/room.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';

const register = registerOf(ROOMS);
const inRegister = register.tables.flatMap(({ table, people, others }) =>
  [...new Set([...people.flatMap(({ columns }) => columns), ...others])].map((column) => `${table}.${column}`),
);
const ofPeople = register.tables.flatMap(({ table, people }) =>
  people.flatMap((person) => person.columns.map((column) => ({ place: `${table}.${column}`, person }))),
);

/** Columns that hold the id of a person by their name, where the database has no foreign key. */
const PERSON_BY_NAME = /(^|_)(person_id|official_id|reviewer_id|handed_to|\w+_by)$/;
const NOT_A_PERSON: readonly string[] = [];

describe('the register of personal data', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.close();
  });

  const placesWhere = async (condition: string): Promise<string[]> => {
    const { rows } = await client.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND ${condition}`,
    );
    return rows.map(({ place }) => place).sort();
  };

  it('has every column of the database, and no other', async () => {
    expect([...inRegister].sort()).toEqual(await placesWhere('true'));
  });

  it('says of no column both that it tells of somebody and that it tells of nobody', () => {
    for (const { table, people, others } of register.tables) {
      const both = people.flatMap(({ columns }) => columns).filter((column) => others.includes(column));
      expect([table, both]).toEqual([table, []]);
    }
  });

  it('knows whoever is named by a column as a person', async () => {
    const { rows } = await client.query<{ place: string }>(
      `SELECT conrelid::regclass || '.' || attname AS place FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
       WHERE contype = 'f' AND confrelid = 'person'::regclass`,
    );
    const named = (await placesWhere(`data_type = 'uuid'`)).filter((place) =>
      PERSON_BY_NAME.test(place.split('.')[1]!),
    );
    const known = ofPeople.map(({ place }) => place);
    const unknown = [...rows.map(({ place }) => place), ...named].filter((place) => !known.includes(place));
    expect(unknown).toEqual(NOT_A_PERSON);
  });

  it('leads to the rows of a person by what PostgreSQL understands', async () => {
    for (const { table, person } of register.ways) {
      const { columns, rows, erasure } = person;
      const given = '$1::uuid IS NOT NULL AND $2::citext[] IS NOT NULL AND $3::text[] IS NOT NULL';
      const parameters = ['0193a8c0-5c00-7000-8000-000000000000', ['an@example.vn'], ['%an@example.vn%']];
      await client.query(`SELECT ${columns.join(', ')} FROM ${table.table} WHERE (${rows}) AND ${given}`, parameters);
      if (erasure.does !== 'REPLACE') continue;
      expect(columns).toEqual(expect.arrayContaining(Object.keys(erasure.with)));
      const values = Object.entries(erasure.with).map(([column, value]) => `${column} = ${value}`);
      await client.query(`UPDATE ${table.table} SET ${values.join(', ')} WHERE (${rows}) AND ${given}`, parameters);
    }
  });

  it('is told to people in another version of the notice when its purposes are others', () => {
    const told = createHash('sha256')
      .update(JSON.stringify([PURPOSES, PURPOSE_WORDS]))
      .digest('hex')
      .slice(0, 16);
    expect([NOTICE_VERSION, told]).toEqual([1, 'ac3ea47df69fd76d']);
  });

  it('says for what, for how long and, of what erasure leaves, why', () => {
    const lasting = ['ACCOUNT', 'ORGANISATION', 'RECORD'];
    for (const { place, person } of ofPeople) {
      expect([place, Object.keys(PURPOSES)]).toEqual([place, expect.arrayContaining([person.purpose])]);
      expect([place, [...Object.keys(PERIODS), ...lasting]]).toEqual([place, expect.arrayContaining([person.kept])]);
      if (person.erasure.does === 'KEEP') expect(person.erasure.because.length).toBeGreaterThan(20);
      expect([place, person.untold.filter((column) => !person.columns.includes(column))]).toEqual([place, []]);
    }
  });
});
