import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { startBenchService } from '../harness/bench-service.js';
import { BenchFailure, note, runBench, using } from '../harness/run-bench.js';
import { askersOf } from './askers.js';
import { Market } from './market.js';
import { OPERATIONS } from './operations.js';

const USAGE = 'Usage: npm run bench:lists -- [--firms 300000] [--requests 280] [--matches 1000] [--repeat 3] [--json]';

interface Row {
  operation: string;
  statements: number;
  /** Milliseconds of all its statements together, in the database. */
  underPolicies: number;
  without: number;
  problems: string[];
}

await runBench(async () => {
  const { firms, requests, matches, repeat, json } = readArguments();
  const rows = await using(await startBenchService(), async (service) => {
    const askers = await askersOf(service);
    note(`loading ${firms} firms and ${requests * matches} matches …`);
    const size = { firms, requests, otherRequests: Math.round(firms / 10), matchesPerLine: matches };
    return using(await Market.open(service.app, service.database, size, askers), async (market) => {
      const measured: Row[] = [];
      for (const operation of OPERATIONS) {
        note(`${operation.by}: ${operation.name}`);
        const statements = await market.examine(operation, repeat);
        const sum = (of: 'underPolicies' | 'without') =>
          statements.reduce((total, statement) => total + statement[of].milliseconds, 0);
        measured.push({
          operation: `${operation.by}: ${operation.name}`,
          statements: statements.length,
          underPolicies: sum('underPolicies'),
          without: sum('without'),
          problems: statements.flatMap(({ problems }) => problems),
        });
      }
      return measured;
    });
  });
  if (json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
  else print(rows);
});

function print(rows: readonly Row[]): void {
  const table = new Table({
    style: { head: [], border: [] },
    head: ['operation', 'statements', 'with policies, ms', 'without, ms', 'with : without'],
  });
  for (const { operation, statements, underPolicies, without } of rows) {
    const ratio = without === 0 ? '–' : (underPolicies / without).toFixed(2);
    table.push([operation, statements, underPolicies.toFixed(1), without.toFixed(1), ratio]);
  }
  process.stdout.write(`${table.toString()}\n`);
  for (const { operation, problems } of rows) {
    for (const problem of problems) process.stdout.write(`${operation} ${problem}\n`);
  }
}

function readArguments() {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = {
    firms: option('300000'),
    requests: option('280'),
    matches: option('1000'),
    repeat: option('3'),
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const count = (text: string, least: number, most: number): number => {
      const value = Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new Error(`"${text}" is not from ${least} to ${most}`);
      return value;
    };
    return {
      firms: count(values.firms, 1000, 2_000_000),
      requests: count(values.requests, 5, 10_000),
      matches: count(values.matches, 20, 10_000),
      repeat: count(values.repeat, 1, 100),
      json: values.json,
    };
  } catch (error) {
    throw new BenchFailure(`${(error as Error).message}\n${USAGE}`, 2);
  }
}
