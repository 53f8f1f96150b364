import { appendFileSync, writeFileSync } from 'node:fs';
import { hasRedisServer } from '../harness/redis-server.js';
import { BenchFailure, note, runBench, using } from '../harness/run-bench.js';
import { type Fault, holds, type QueueKind, type Verdict } from './fault.js';
import { Judge } from './judge.js';
import { readOptions } from './options.js';
import { lineOf, tableOf } from './report.js';
import { Scene, type SceneOptions } from './scene/scene.js';
import { FaultServer } from './scene/server.js';

/** Breaks a real service in every way of the list, and counts what was lost and what happened twice. */
await runBench(async () => {
  const { queues, faults, jsonFile, isList, ...options } = readOptions();
  if (isList) return print(faults.map(({ name, what }) => `${name}: ${what}`).join('\n'));
  const verdicts: Verdict[] = [];
  if (jsonFile !== null) writeFileSync(jsonFile, '');
  const tell = (verdict: Verdict): void => {
    verdicts.push(verdict);
    print(lineOf(verdict));
    if (jsonFile !== null) appendFileSync(jsonFile, `${JSON.stringify({ ...verdict, holds: holds(verdict) })}\n`);
  };
  for (const queue of queues) {
    if (queue === 'redis' && !hasRedisServer()) {
      if (process.env.CI) throw new BenchFailure('There is no redis-server: half of the faults cannot happen.', 1);
      note('There is no redis-server: with the queue on Redis nothing was tried.');
      continue;
    }
    const suffered = faults.filter(({ only }) => only === undefined || only === queue);
    if (suffered.length > 0) await happenAll(queue, suffered, options, tell);
  }
  print(tableOf(verdicts));
  const failed = verdicts.filter((verdict) => !holds(verdict)).length;
  if (failed > 0) throw new BenchFailure(`${failed} of ${verdicts.length} faults cost something.`, 1);
});

async function happenAll(
  queue: QueueKind,
  faults: readonly Fault[],
  options: SceneOptions,
  tell: (verdict: Verdict) => void,
): Promise<void> {
  await using(await FaultServer.open(), async (server) => {
    note(`starting a service with its queue on ${queue} …`);
    await using(await Scene.open(server, queue, options), async (scene) => {
      const judge = new Judge(scene);
      for (const fault of faults) {
        note(`${queue}: ${fault.what} …`);
        tell(await judge.judge(fault));
      }
      tell(await judge.doctor());
    });
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
