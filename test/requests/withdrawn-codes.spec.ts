import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { branchesOf } from '../../src/matching/candidates.js';
import { Problems } from '../../src/platform/graphql/problems.js';
import { sentence } from '../../src/platform/i18n/message.js';
import { readRequest } from '../../src/requests/reading/read-request.js';
import { resolveTerm } from '../../src/taxonomy/resolve-term.js';
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import { loadPlaceReader } from '../../src/taxonomy/places.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';

describe('a code that was withdrawn from the taxonomy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ketnoi-taxonomy-'));
  let taxonomy: Taxonomy;

  /** Marks an entry of the files as somebody who withdraws it would. */
  function mark(code: string, marks: object): void {
    const file = join(folder, 'processes.json');
    const entries = JSON.parse(readFileSync(file, 'utf8')) as { code: string }[];
    writeFileSync(file, JSON.stringify(entries.map((entry) => (entry.code === code ? { ...entry, ...marks } : entry))));
  }

  beforeAll(() => {
    cpSync(join(import.meta.dirname, '../../src/taxonomy/data'), folder, { recursive: true });
    mark('high-speed-milling', { withdrawn: true, replacedBy: 'milling' });
    taxonomy = loadTaxonomy(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function read() {
    const [problems, overtaken] = [new Problems(), new Problems()];
    const input = { lines: [{ title: 'Trục', operations: [{ process: 'high-speed-milling' }] }] };
    const places = loadPlaceReader(taxonomy);
    const reading = { taxonomy, places, problems, overtaken, language: 'en' as const, today: '2026-11-22' };
    return { content: await readRequest(input, reading), problems, overtaken };
  }

  it('is refused for new input, naming what replaces it', async () => {
    const [problem] = (await read()).overtaken.refusal().problems;
    expect(problem).toMatchObject({
      message: { code: 'TERM_WITHDRAWN' },
      path: 'input.lines.0.operations.0.process'.split('.'),
    });
    expect(problem!.suggestions[0]).toMatch(/^milling \(/);
    expect(sentence(problem!.message, 'en', problem!.parameters)).toContain('milling (');
  });

  it('is read as it is from a line that was there before', async () => {
    const { content, problems } = await read();
    expect([problems.any, content.lines[0]!.operations]).toEqual([
      false,
      [{ process: 'high-speed-milling', ownOnly: false }],
    ]);
  });

  it('may stay on what has it already', () => {
    const problems = new Problems();
    const kept = new Set(['high-speed-milling']);
    expect(resolveTerm(taxonomy.processes, 'high-speed-milling', [], { problems, kept })).toBe('high-speed-milling');
    expect(problems.any).toBe(false);
  });

  it('is still shown, and matched with its place in the tree', () => {
    expect(taxonomy.processes.get('high-speed-milling')?.labels.vi).toBeTruthy();
    const codes = branchesOf({ operations: [{ process: 'high-speed-milling', ownOnly: false }] }, taxonomy);
    expect(codes).toEqual(expect.arrayContaining(['high-speed-milling', 'milling']));
  });

  it('names as its replacement an entry that stands', () => {
    mark('high-speed-milling', { withdrawn: true, replacedBy: 'no-such-process' });
    expect(() => loadTaxonomy(folder)).toThrow('processes high-speed-milling: replacedBy names no-such-process');
    mark('high-speed-milling', { withdrawn: true, replacedBy: 'milling' });
    mark('turning', { replacedBy: 'milling' });
    expect(() => loadTaxonomy(folder)).toThrow('processes turning: is replaced, but not withdrawn');
  });
});
