import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { table } from '../../src/platform/text/styles.js';
import { hasRedis } from '../harness/redis-server.js';
import { BenchFailure, note, runBench } from '../harness/run-bench.js';
import type { Spread } from '../speed/spread.js';
import { StatementCount } from './count-statements.js';
import { measure, type Measured, type Size } from './measure.js';

const USAGE = 'Usage: npm run bench:jobs -- [--jobs 2000] [--repeat 5] [--concurrency 4] [--beside 14000] [--json]';

await runBench(async () => {
  const { json, ...size } = readArguments();
  const statements = StatementCount.start();
  if (!hasRedis()) note('No REDIS_URL and no redis-server: measured on PostgreSQL only.');
  const measured: Measured[] = [];
  for (const backend of hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const)) {
    measured.push(...(await measure(backend, size, statements)));
  }
  if (json) for (const one of measured) process.stdout.write(`${JSON.stringify(one)}\n`);
  else print(measured, size);
});

function print(measured: readonly Measured[], { jobs, repeat, concurrency, beside }: Size): void {
  const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  process.stdout.write(`${machine}; ${jobs} jobs, ${concurrency} at a time, ${repeat} runs each\n`);
  process.stdout.write('median (least–most); each effect was there exactly once\n\n');
  const show = ({ median, least, most }: Spread, digits: number): string =>
    `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
  const head = ['queue on', 'job', 'who', 'jobs a second', 'alone, ms', 'statements a job', 'of them queue’s', 'rate'];
  const rows = measured.map((one) => {
    const { backend, kind, contender, jobsPerSecond, aloneMilliseconds, statements } = one;
    const peer = measured.find((other) => other.backend === backend && other.kind === kind && other !== one)!;
    const ratio = `${(jobsPerSecond.median / peer.jobsPerSecond.median).toFixed(2)}×`;
    const sent = (statements.service + statements.queue).toFixed(1);
    const rate = contender === 'Ketnoi' ? ratio : '';
    const speed = [show(jobsPerSecond, 0), show(aloneMilliseconds, 1)];
    return [backend, kind, contender, ...speed, sent, statements.queue.toFixed(1), rate];
  });
  process.stdout.write(`${table(head, rows)}\n`);
  for (const { backend, contender, kind, besideMilliseconds } of measured) {
    if (kind !== 'effect' || !besideMilliseconds) continue;
    const { one, all } = besideMilliseconds;
    process.stdout.write(
      `${backend}, ${contender}: one job beside ${beside} of another organisation ${one.toFixed(0)} ms, all of them ${(all / 1000).toFixed(1)} s\n`,
    );
  }
}

function readArguments(): Size & { json: boolean } {
  const options = {
    jobs: { type: 'string', default: '2000' },
    repeat: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '4' },
    beside: { type: 'string', default: '14000' },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const count = (text: string, most: number, least = 1): number => {
      const value = Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new Error(`"${text}" is not from ${least} to ${most}`);
      return value;
    };
    return {
      jobs: count(values.jobs, 100_000),
      repeat: count(values.repeat, 100),
      concurrency: count(values.concurrency, 64),
      beside: count(values.beside, 100_000, 0),
      json: values.json,
    };
  } catch (error) {
    throw new BenchFailure(`${(error as Error).message}\n${USAGE}`, 2);
  }
}
