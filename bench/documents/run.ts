import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { buildSchema } from 'graphql';
import { BenchFailure, note, runBench } from '../harness/run-bench.js';
import { measureFlood } from './flood.js';
import { measureJudging } from './judging.js';
import { measureKeeping } from './keeping.js';

const USAGE = 'Usage: npm run bench:documents -- [--documents 100000] [--json]';

await runBench(async () => {
  const { documents, json } = readArguments();
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  note('Judging the worst documents');
  show('judging', measureJudging(schema), json);
  note('Filling the room for documents that are kept');
  show('keeping', measureKeeping(schema), json);
  note(`Sending ${documents} documents nobody has thought of`);
  show('flood', [await measureFlood(schema, documents)], json);
});

function show(part: string, rows: readonly object[], json: boolean): void {
  if (json) {
    for (const row of rows) process.stdout.write(`${JSON.stringify({ part, ...row })}\n`);
    return;
  }
  const table = new Table({ style: { head: [], border: [] }, head: Object.keys(rows[0]!) });
  for (const row of rows) table.push(Object.values(row).map(shown));
  process.stdout.write(`${table.toString()}\n`);
}

function shown(value: unknown): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : String(value).slice(0, 70);
}

function readArguments(): { documents: number; json: boolean } {
  try {
    const { values } = parseArgs({
      options: { documents: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
    });
    const documents = Number(values.documents);
    if (Number.isInteger(documents) && documents > 0) return { documents, json: values.json };
  } catch {
    // Told below.
  }
  throw new BenchFailure(USAGE, 2);
}
