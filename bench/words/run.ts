import { isDeepStrictEqual, parseArgs } from 'node:util';
import Table from 'cli-table3';
import { fold } from '../../src/platform/text/fold.js';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import { Suggestions } from '../../src/taxonomy/suggestions.js';
import { BenchFailure, note, runBench } from '../harness/run-bench.js';
import { Random } from '../speed/random.js';
import { plainNearest, type Word } from './plain-nearest.js';

const USAGE = 'Usage: npm run bench:words -- [--words 200] [--json]';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

interface Row {
  vocabulary: string;
  words: number;
  /** Milliseconds for one unknown word. */
  indexed: number;
  plain: number;
}

await runBench(async () => {
  const { count, json } = readArguments();
  const rows = vocabularies().map(({ name, words }) => measure(name, words, count));
  if (json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
  else print(rows);
});

function vocabularies(): { name: string; words: Word[] }[] {
  const { processes, materials, certificateStandards, industrialParks, administrativeUnits } = shippedTaxonomy();
  const terms = { processes, materials, certificateStandards, industrialParks };
  const named = Object.entries(terms).map(([name, { all }]) => ({
    name,
    words: all.flatMap(({ code, labels, synonyms }) => wordsOf(code, [...Object.values(labels), ...synonyms])),
  }));
  const units = administrativeUnits.all.flatMap((unit) => wordsOf(unit.code, [unit.name, unit.fullName]));
  return [...named, { name: 'administrativeUnits', words: units }];
}

function wordsOf(entry: string, words: string[]): Word[] {
  return [...new Set(words.map(fold))].filter((folded) => folded !== '').map((folded) => ({ folded, entry }));
}

function measure(vocabulary: string, words: readonly Word[], count: number): Row {
  note(`${vocabulary}: ${words.length} words`);
  const random = new Random(20261124);
  const asked = Array.from({ length: count }, () =>
    misspelt(words[random.between(0, words.length - 1)]!.folded, random),
  );
  const index = new Suggestions(words);
  for (const word of asked) {
    if (isDeepStrictEqual(index.nearest(word), plainNearest(words, word))) continue;
    throw new BenchFailure(`${vocabulary}: the index and a look at every word do not suggest the same for ${word}`, 1);
  }
  return {
    vocabulary,
    words: words.length,
    indexed: each(asked, (word) => index.nearest(word)),
    plain: each(asked, (word) => plainNearest(words, word)),
  };
}

/** One to three slips: a letter more, less or other. */
function misspelt(word: string, random: Random): string {
  const letters = [...word];
  for (let slips = random.between(1, 3); slips > 0; slips -= 1) {
    const other = LETTERS[random.between(0, LETTERS.length - 1)]!;
    letters.splice(random.between(0, letters.length), random.between(0, 1), ...[other].slice(random.between(0, 1)));
  }
  return letters.join('');
}

function each(words: readonly string[], look: (word: string) => unknown): number {
  const start = performance.now();
  for (const word of words) look(word);
  return (performance.now() - start) / words.length;
}

function print(rows: readonly Row[]): void {
  const head = ['vocabulary', 'words', 'indexed, ms', 'plain, ms', 'plain : indexed'];
  const table = new Table({ style: { head: [], border: [] }, head });
  for (const { vocabulary, words, indexed, plain } of rows) {
    table.push([vocabulary, words, indexed.toFixed(3), plain.toFixed(3), (plain / indexed).toFixed(1)]);
  }
  process.stdout.write(`${table.toString()}\n`);
}

function readArguments(): { count: number; json: boolean } {
  try {
    const { values } = parseArgs({ options: { words: { type: 'string', default: '200' }, json: { type: 'boolean' } } });
    const count = Number(values.words);
    if (Number.isInteger(count) && count > 0) return { count, json: values.json ?? false };
  } catch {
    // Said below.
  }
  throw new BenchFailure(USAGE, 2);
}
