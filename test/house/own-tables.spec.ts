import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { ROOMS } from '../../src/app.rooms.js';

const SOURCES = join(import.meta.dirname, '../../src');

/** What a statement names its tables after. */
const NAMED = /\b(?:FROM|JOIN|UPDATE|INTO)\s+(?:ONLY\s+)?"?([a-z_]+)/g;
const ENTITY = /\brepository\(\s*([A-Z]\w+)\s*\)/g;

describe('the tables of a room', () => {
  /** The room by table and by the class that maps it. */
  const ownerOf = new Map<string, string>();

  beforeAll(async () => {
    for (const { name, migrations } of ROOMS) {
      const ran: string[] = [];
      // What a data step asks before and after it: there are no rows, and it touches none.
      const runner = {
        query: async (sql: string, _parameters: unknown, isStructured: boolean) => {
          ran.push(sql);
          return isStructured ? { affected: 0 } : [{ count: 0 }];
        },
      };
      for (const migration of migrations) await new migration().up(runner as never);
      for (const [, table] of ran.join(';').matchAll(/CREATE TABLE (\w+)/g)) ownerOf.set(table!, name);
    }
    const mapped = getMetadataArgsStorage().tables;
    for (const { name, entities } of ROOMS) {
      for (const entity of entities) {
        ownerOf.set(entity.name, name);
        ownerOf.set(mapped.find(({ target }) => target === entity)!.name!, name);
      }
    }
  });

  it('are known, with the room that owns them', () => {
    expect(Object.fromEntries(ownerOf)).toMatchObject({
      outbox: 'platform',
      stored_file: 'platform',
      process: 'taxonomy',
      organisation: 'identity',
      Firm: 'suppliers',
      request_line: 'requests',
      match: 'matching',
      review_decision: 'review',
    });
  });

  it('are read and written by no other room', () => {
    const found = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .flatMap((file) => {
        const room = file.split('/')[0]!;
        const text = readFileSync(join(SOURCES, file), 'utf8');
        const names = [NAMED, ENTITY].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name!));
        const foreign = [...new Set(names)].filter((name) => (ownerOf.get(name) ?? room) !== room).sort();
        return foreign.length > 0 ? [`${file}: ${foreign.join(', ')}`] : [];
      });
    expect(found.sort()).toEqual([]);
  });

  it('are written to in words that a view understands: by columns, never by the name of a constraint', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const named = files.filter((name) =>
      readFileSync(join(SOURCES, name), 'utf8').includes('ON CONFLICT ON CONSTRAINT'),
    );
    expect(named).toEqual([]);
  });
});
