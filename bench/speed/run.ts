import { parseArgs } from 'node:util';
import { BenchFailure, runBench } from '../harness/run-bench.js';
import { measureRegistry, type MeasuredRegistry } from './measure-registry.js';
import { printJson, printTables } from './report.js';

const USAGE = 'Usage: npm run bench -- [--firms 1000,100000] [--repeat 5] [--json]';

await runBench(async () => {
  const { firms, repeat, json } = readArguments();
  const registries: MeasuredRegistry[] = [];
  for (const count of firms) registries.push(await measureRegistry(count, repeat));
  if (json) registries.forEach(printJson);
  else printTables(registries, repeat);
});

function readArguments(): { firms: number[]; repeat: number; json: boolean } {
  const options = {
    firms: { type: 'string', default: '1000,100000' },
    repeat: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const firms = values.firms.split(',').map(Number);
    const repeat = Number(values.repeat);
    const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
    if (firms.every((count) => isCount(count, 2_000_000)) && isCount(repeat, 1000)) {
      return { firms, repeat, json: values.json };
    }
  } catch (error) {
    throw new BenchFailure(`${(error as Error).message}\n${USAGE}`, 2);
  }
  throw new BenchFailure(USAGE, 2);
}
