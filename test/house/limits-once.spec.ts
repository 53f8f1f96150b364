import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const SOURCES = join(import.meta.dirname, '../../src');

/** "at most 200 characters", "10 to 200 characters": figures that a reader of input keeps, too. */
const LIMIT = /\b(at most|up to|within) \d|\d characters/i;

/** Descriptions of the API that name a limit in figures of their own. */
function limitsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDescription = ts.isPropertyAssignment(node) && node.name.getText() === 'description';
    if (isDescription && ts.isStringLiteralLike(node.initializer) && LIMIT.test(node.initializer.text)) {
      found.push(`${file}: ${node.initializer.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('a limit', () => {
  it('is told by the constant that is checked', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.flatMap(limitsIn)).toEqual([]);
  });
});
