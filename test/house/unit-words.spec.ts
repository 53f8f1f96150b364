import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import type { Unit } from '../../src/taxonomy/taxonomy.js';

const SOURCES = join(import.meta.dirname, '../../src');

/** The rooms that speak of what is made. The demonstration comes from outside and names units as any client does. */
const ROOMS = ['taxonomy', 'suppliers', 'requests', 'criteria', 'matching', 'review'];

/** Stored findings are read with these for ever. */
const FIRST_FINDINGS = /\/findings-\w+-1\.ts$/;

/** Files that use the text for a reason. */
const ON_PURPOSE = [
  // The name of a field of the input, on the path of a problem.
  'criteria/lead-time/field.ts: days',
  'criteria/lot/field.ts: pieces',
  // A class of ISO 2768.
  'criteria/tolerance/iso-2768.ts: m',
  // How far ahead the official’s queue looks.
  'suppliers/certificate.model.ts: days',
  'suppliers/certificates.resolver.ts: days',
  'taxonomy/units.ts: days | kg | km | mm | months | pieces | um',
];

const writtenAs = ({ afterNumber: written }: Unit): string[] =>
  typeof written === 'string' ? [written] : [written.vi, written.en.one, written.en.other];

const units = shippedTaxonomy().units.all;
const TEXTS = new Set(units.flatMap((unit) => [unit.code, ...writtenAs(unit)]));
const SIGNS = [...new Set(units.flatMap(writtenAs))].sort((a, b) => b.length - a.length);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const ANY_SIGN = `(${SIGNS.map(escaped).join('|')})(?![\\p{L}\\d²])`;
/** Behind a figure, or behind the place of a message that one is put into. */
const BEHIND_NUMBER = new RegExp(`(?:\\d|\\}) ?${ANY_SIGN}`, 'gu');
/** At the beginning of what stands behind the value of a template. */
const BEHIND_VALUE = new RegExp(`^ ?${ANY_SIGN}`, 'u');
/** What nobody would write for anything else. */
const UNMISTAKABLE = /µm|[mdc]m²|g\/m²|(?<!\p{L})m²/gu;

function unitsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const read = (text: string): void => {
    if (TEXTS.has(text)) found.add(text);
    for (const [, sign] of text.matchAll(BEHIND_NUMBER)) found.add(sign!);
    for (const [sign] of text.matchAll(UNMISTAKABLE)) found.add(sign);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) read(node.text);
    if (ts.isTemplateHead(node)) read(node.text);
    if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      read(node.text);
      const sign = BEHIND_VALUE.exec(node.text)?.[1];
      if (sign) found.add(sign);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort();
}

describe('a unit', () => {
  it('is written in the file of the units, and nowhere else', () => {
    const found = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('/fixtures/'))
      .filter((file) => ROOMS.includes(file.split('/')[0]!) && !FIRST_FINDINGS.test(file))
      .flatMap((file) => {
        const texts = unitsIn(file);
        return texts.length > 0 ? [`${file}: ${texts.join(' | ')}`] : [];
      });
    expect(found.sort()).toEqual(ON_PURPOSE);
  });
});
