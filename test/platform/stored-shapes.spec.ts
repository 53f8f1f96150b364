import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { getMetadataArgsStorage } from 'typeorm';
import { ROOMS } from '../../src/app.rooms.js';
import { StoredShape } from '../../src/platform/database/stored-shape.js';
import { snake } from '../../src/platform/database/snake-naming-strategy.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { AS_WRITTEN } from './stored-rows.js';

/** Columns that hold no shape of ours, or name its version elsewhere. */
const LEFT_OUT: Record<string, string> = {
  'audit_entry.data': 'sealed as it was written, shown as it is, and read by nothing that decides',
  'event.data': 'its version is the column beside it',
  'firm.printed': 'other people’s words: the cells of a list under its own headings',
  'idempotency_key.response': 'an answer of the API, given back as it was for as long as it is kept',
  'outbox.checkpoint': 'in the shape that its job declares, with its version; see checkpoints.spec.ts',
  'outbox.payload': 'ids for the job that is named beside it; work that needs other words is another job',
};

/** Every shape by its place, from the entities that are mapped. */
const SHAPES = new Map<string, StoredShape<unknown>>();
const storage = getMetadataArgsStorage();
for (const { entities } of ROOMS) {
  for (const entity of entities) {
    const table = storage.tables.find(({ target }) => target === entity)!.name!;
    for (const { propertyName, options } of storage.columns.filter(({ target }) => target === entity)) {
      if (options.transformer instanceof StoredShape) {
        SHAPES.set(`${table}.${snake(propertyName)}`, options.transformer);
      }
    }
  }
}

describe('the jsonb columns of the database', () => {
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

  it('hold a shape that names its version, or are argued as left out', async () => {
    const { rows } = await client.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('json', 'jsonb')`,
    );
    expect(rows.map(({ place }) => place).sort()).toEqual([...SHAPES.keys(), ...Object.keys(LEFT_OUT)].sort());
    for (const [place, shape] of SHAPES) expect(shape.place).toBe(place);
  });

  it('take no row that names no version', async () => {
    const { rows } = await client.query<{ name: string; rule: string }>(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE contype = 'c'`,
    );
    const rules = new Map(rows.map(({ name, rule }) => [name, rule]));
    for (const place of SHAPES.keys()) {
      const [table, column] = place.split('.');
      expect([place, rules.get(`${table}_${column}_versioned`)]).toEqual([place, `CHECK ((${column} ? 'v'::text))`]);
    }
  });
});

describe('a stored shape', () => {
  it('has a row of each version in this test', () => {
    expect(Object.keys(AS_WRITTEN).sort()).toEqual([...SHAPES.keys()].sort());
  });

  it.each(Object.entries(AS_WRITTEN))('%s reads what each version wrote, and writes the newest', (place, rows) => {
    const shape = SHAPES.get(place)!;
    for (const { stored, reads } of rows) expect(shape.from(stored)).toEqual(reads);
    const { stored, reads } = rows.at(-1)!;
    expect(JSON.parse(JSON.stringify(shape.to(reads)))).toEqual(stored);
  });

  it.each(Object.entries(AS_WRITTEN))('%s is an error, naming place and version, where it is newer', (place, rows) => {
    const newer = { ...rows.at(-1)!.stored, v: rows.length + 1 };
    expect(() => SHAPES.get(place)!.from(newer)).toThrow(`${place} is of version ${rows.length + 1}`);
  });

  it('that names no version is an error too, and null stays null', () => {
    const shape = SHAPES.get('request_line.delivery_place')!;
    expect(() => shape.from({ words: 'Hà Nội' } as never)).toThrow('request_line.delivery_place names no version');
    expect([shape.from(null), shape.to(null)]).toEqual([null, null]);
  });

  it('inside of another is read under its own version, and named where it was found', () => {
    const { stored } = AS_WRITTEN['request_revision.content']![0]!;
    const value = structuredClone(stored.value) as { lines: { requirements: { v: number } }[] };
    value.lines[0]!.requirements.v = 99;
    const read = () => SHAPES.get('request_revision.content')!.from({ v: 1, value });
    expect(read).toThrow('request_revision.content is of version 99');
  });
});
