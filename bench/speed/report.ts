import { availableParallelism, cpus } from 'node:os';
import { table } from '../../src/platform/text/styles.js';
import { LINES } from './lines.js';
import { note } from '../harness/run-bench.js';
import type { MeasuredRegistry } from './measure-registry.js';
import type { LineTimes } from './measured-line.js';
import { type Spread, spreadOf } from './spread.js';

const PARTS = ['candidates', 'snapshots', 'judge', 'store', 'job', 'peer'] as const satisfies (keyof LineTimes)[];

const spreads = (times: readonly LineTimes[]): Record<keyof LineTimes, Spread> =>
  Object.fromEntries(PARTS.map((part) => [part, spreadOf(times.map((one) => one[part]))])) as never;

/** One line of JSON per line and registry. */
export function printJson({ firms, lines, loadSeconds }: MeasuredRegistry): void {
  for (const { name, candidates, kept, times } of lines) {
    const milliseconds = spreads(times);
    process.stdout.write(`${JSON.stringify({ firms, line: name, candidates, kept, loadSeconds, milliseconds })}\n`);
  }
}

export function printTables(registries: readonly MeasuredRegistry[], repeat: number): void {
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  print(
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${repeat} runs each`,
  );
  print('milliseconds: median (least–most); all checks of equal results have passed\n');
  const show = ({ median, least, most }: Spread): string =>
    `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
  const ratio = (above: number, below: number): string => `${(above / below).toFixed(1)}×`;
  const head = [
    'firms',
    'line',
    'judged',
    'kept',
    'candidates',
    'snapshots',
    'judge',
    'store',
    'whole job',
    'job : SQL',
    'peer',
  ];
  const rows = registries.flatMap(({ firms, lines }) =>
    lines.map(({ name, candidates, kept, times }) => {
      const spread = spreads(times);
      const sql = spread.candidates.median + spread.snapshots.median;
      return [
        ...[firms, name, candidates, kept].map(String),
        ...[spread.candidates, spread.snapshots, spread.judge, spread.store, spread.job].map(show),
        ratio(spread.job.median, sql),
        show(spread.peer),
      ];
    }),
  );
  print(table(head, rows));
  const [small, ...larger] = registries;
  for (const large of larger) {
    print(`\n${large.firms} firms against ${small!.firms}: whole job, and per firm judged`);
    const growth = LINES.map(({ name }, index) => {
      const [before, after] = [small!.lines[index]!, large.lines[index]!];
      const [jobBefore, jobAfter] = [spreads(before.times).job.median, spreads(after.times).job.median];
      return [name, ratio(jobAfter, jobBefore), ratio(jobAfter / after.candidates, jobBefore / before.candidates)];
    });
    print(table(['line', 'job', 'per firm'], growth));
  }
  for (const { firms, loadSeconds } of registries) note(`${firms} firms were loaded in ${loadSeconds.toFixed(1)} s`);
}
