import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectionOptions } from '../../src/platform/database/client.js';

const SOURCE = join(import.meta.dirname, '..', '..', 'src');
/** What opens connections to PostgreSQL for us, given their settings. */
const OPENERS = /new DataSource\(|createPostgresBackend\(/;

describe('connections to PostgreSQL', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));

  it('are of the one kind that outlives being cut, whoever opens them', () => {
    const opening = files.filter(({ text }) => OPENERS.test(text));
    expect(opening.length).toBeGreaterThanOrEqual(3);
    expect(opening.filter(({ text }) => !text.includes('Client: DatabaseClient')).map(({ file }) => file)).toEqual([]);
  });

  it('say where names are looked for, each of them', () => {
    const opening = files.filter(({ text }) => OPENERS.test(text) || text.includes('new DatabaseClient('));
    expect(opening.filter(({ text }) => !text.includes('connectionOptions(')).map(({ file }) => file)).toEqual([]);
  });

  it('are made by the driver itself in two places, which listen to errors and say where names are looked for', () => {
    const importing = files.filter(({ text }) => /^import (?!type).*from 'pg';/m.test(text));
    expect(importing.map(({ file }) => file).sort()).toEqual([
      join('platform', 'database', 'client.ts'),
      join('platform', 'embedded-postgres', 'databases.ts'),
    ]);
    expect(connectionOptions()).toBe('-c search_path=public,pg_temp');
    for (const { text } of importing) {
      expect(text).toMatch(/\.on\('error', \(\) => undefined\)/);
      expect(text).toMatch(/-c search_path=(public,pg_temp|\$\{SEARCH_PATH\})/);
    }
  });
});
