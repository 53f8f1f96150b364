import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { CRITERIA } from '../../src/criteria/registry.js';

const SOURCES = join(import.meta.dirname, '../../src');

/**
 * The rooms before `criteria` cannot know a criterion and speak of what firms state, in their own columns' words; the
 * demonstration comes from outside, over HTTP, and writes its own queries.
 */
const ROOMS = ['criteria', 'requests', 'matching', 'disclosure', 'review', 'cli'];

/** Files that use the word for a reason: a list that a new criterion would have to be added to is none. */
const ON_PURPOSE = [
  // A text that stored findings are read with: it never changes, whatever criteria there are.
  'matching/findings-dictionary-1.ts: certificate, characteristic, endMarket, languages, leadTime, lot, mass, material, place, roughness, size, thickness, tolerance, volume',
  // A teaser tells of a class of material and of nothing else that a line asks for: what is new is not told.
  'matching/teaser.ts: material',
  // Time passes while a draft lies: the day of delivery is looked at once more.
  'requests/publish-readiness.ts: delivery',
];

const NAMES = new Set(CRITERIA.flatMap(({ kind, field }) => [kind, field.name]));

/** Which criteria a file names: as a text (`'size'`, `certificate:…`), or as a part of requirements. */
function namesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const note = (text: string): void => {
    const [name] = text.split(':');
    if (NAMES.has(name!)) found.add(name!);
  };
  const isRequirements = (node: ts.Node): boolean => /(^|\.)(requirements|asks)[!?]?$/i.test(node.getText());
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent)) note(node.text);
    if (ts.isNoSubstitutionTemplateLiteral(node)) note(node.text);
    if (ts.isTemplateHead(node) && node.text.includes(':')) note(node.text);
    if (ts.isPropertyAccessExpression(node) && isRequirements(node.expression)) note(node.name.text);
    if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer) {
      if (isRequirements(node.initializer)) {
        for (const { name, propertyName } of node.name.elements) note((propertyName ?? name).getText());
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort();
}

/** What the folder a file lies in may call itself. */
const ownNames = (file: string): string[] =>
  CRITERIA.filter(({ kind }) => file.startsWith(`criteria/${folderOf(kind)}/`)).flatMap(({ kind, field }) => [
    kind,
    field.name,
  ]);
const folderOf = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('a criterion', () => {
  it('is named in its own folder and in the registry, and nowhere else', () => {
    const found = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => ROOMS.includes(file.split('/')[0]!) && file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .filter((file) => !file.includes('/fixtures/'))
      .flatMap((file) => {
        const names = namesIn(file).filter((name) => !ownNames(file).includes(name));
        return names.length > 0 ? [`${file}: ${names.join(', ')}`] : [];
      });
    expect(found.sort()).toEqual(ON_PURPOSE);
  });
});
