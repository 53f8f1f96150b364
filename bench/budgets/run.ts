import { parseArgs } from 'node:util';
import { RequestBudgets, type Spent } from '../../src/platform/budgets/request-budgets.js';
import { ApiClient } from '../harness/api-client.js';
import { startBenchService } from '../harness/bench-service.js';
import { note, runBench, using } from '../harness/run-bench.js';

const ROUNDS = 9;
const AT_ONCE = 8;
const QUERY = '{ service { version } }';
const FOR_NOTHING: Spent = { budget: 'strangers', points: 1, seconds: 1, remaining: 1, resetSeconds: 1 };

/** What spending from a budget adds to the smallest operation there is: the same service with and without, in turns. */
await runBench(async () => {
  const { values } = parseArgs({ options: { operations: { type: 'string', default: '1000' } } });
  const operations = Number(values.operations);
  await using(await startBenchService(), async ({ app, url }) => {
    const client = new ApiClient(url);
    const budgets = app.get(RequestBudgets);
    const spend = budgets.spend.bind(budgets);
    const measured = { with: [] as number[], without: [] as number[] };
    for (let round = -1; round < ROUNDS; round++) {
      for (const way of ['with', 'without'] as const) {
        budgets.spend = way === 'with' ? spend : async () => FOR_NOTHING;
        const milliseconds = await each(client, operations);
        // The first round warms up.
        if (round >= 0) measured[way].push(milliseconds);
      }
      note(`round ${round + 2} of ${ROUNDS + 1}`);
    }
    const [paid, free] = [median(measured.with), median(measured.without)];
    const row = {
      operations,
      atOnce: AT_ONCE,
      with: paid,
      without: free,
      added: Math.round((paid - free) * 1000) / 1000,
    };
    process.stdout.write(`${JSON.stringify(row)}\n`);
  });
});

/** Milliseconds for one operation, `AT_ONCE` of them side by side. */
async function each(client: ApiClient, operations: number): Promise<number> {
  const start = performance.now();
  const one = async () => {
    for (let at = 0; at < operations / AT_ONCE; at++) await client.query(QUERY);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (performance.now() - start) / operations;
}

function median(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)]! * 1000) / 1000;
}
