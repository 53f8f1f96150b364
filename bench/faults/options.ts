import { parseArgs } from 'node:util';
import { BenchFailure } from '../harness/run-bench.js';
import type { Fault, QueueKind } from './fault.js';
import { FAULTS } from './list/index.js';

const USAGE =
  'Usage: npm run faults -- [--queue postgresql|redis] [--short] [--only NAME …] [--seed NUMBER] [--json FILE] [--list]';

export interface Options {
  queues: QueueKind[];
  isShort: boolean;
  faults: readonly Fault[];
  seed: number;
  /** Where each verdict is written as a line of JSON. */
  jsonFile: string | null;
  isList: boolean;
}

export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        queue: { type: 'string', multiple: true },
        short: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        seed: { type: 'string', default: '1' },
        json: { type: 'string' },
        list: { type: 'boolean', default: false },
      },
    });
    const { queue = ['postgresql', 'redis'], only, short: isShort, json: jsonFile = null, list: isList } = values;
    const seed = Number(values.seed);
    if (!Number.isInteger(seed)) throw new Error(`"${values.seed}" is no whole number`);
    return { queues: queue.map(queueNamed), isShort, faults: faultsNamed(only), seed, jsonFile, isList };
  } catch (error) {
    throw new BenchFailure(`${(error as Error).message}\n${USAGE}`, 2);
  }
}

function queueNamed(name: string): QueueKind {
  if (name === 'postgresql' || name === 'redis') return name;
  throw new Error(`"${name}" is neither postgresql nor redis`);
}

function faultsNamed(names: string[] | undefined): readonly Fault[] {
  if (!names) return FAULTS;
  const unknown = names.filter((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown.length > 0) throw new Error(`no fault is called ${unknown.join(', ')}; --list shows what there is`);
  return FAULTS.filter(({ name }) => names.includes(name));
}
