import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, readConfig } from '../../src/platform/config/config.js';

const ROOT = join(import.meta.dirname, '..', '..');
const readText = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const readme = readText('README.md');
const documents = [
  'README.md',
  'docs/architecture.md',
  'docs/promises.md',
  ...readdirSync(join(ROOT, 'docs', 'decisions')).map((name) => `docs/decisions/${name}`),
];

/** Variable and default of each row of the configuration table. */
const configured = [...readme.matchAll(/^\| `([A-Z\d_]+)` +\| (?:`([^`]*)`|none) +\|/gm)].map(([, name, value]) => ({
  name: name!,
  value,
}));

describe('README', () => {
  it('lists every variable of the configuration, in the code’s order', () => {
    expect(configured.map(({ name }) => name)).toEqual(CONFIG_VARIABLES);
  });

  it('names the defaults that hold', () => {
    const said = Object.fromEntries(configured.map(({ name, value }) => [name, value]));
    expect(readConfig(said)).toEqual(readConfig({}));
  });

  it('shows every folder of src on its map, and none that is not there', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const shown = [...readme.matchAll(/^ {2}src\/(\w+) /gm)].map(([, name]) => name);
    expect(shown.sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    expect(named).toContain('demo');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('documents', () => {
  it.each(documents)('%s links and points to files that are there', (document) => {
    const text = readText(document);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => join(dirname(document), path!));
    const files = [...text.matchAll(/`((?:src|test|bench|migrations|docs)\/[\w./-]+)`/g)].map(([, path]) => path!);
    expect([...links, ...files].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
