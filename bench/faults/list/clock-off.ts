import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { BUILD } from '../scene/fleet.js';
import type { Scene } from '../scene/scene.js';

const SHIM = join(BUILD, 'bench', 'faults', 'shims', 'clock.js');
const OFF = [90, -90];

/** One that starts with it says so and ends; one whose clock is set while it works does no harm: all times are the database’s. */
export const CLOCK_OFF: Fault = {
  name: 'clock-off',
  what: 'a worker’s clock off by 90 s, before and behind: when it starts, and while it runs',
  async happen(scene) {
    for (const seconds of OFF) await startsWith(scene, seconds);
    const set = clockFile(scene, 'running');
    set.to(0);
    const worker = await scene.fleet.startWorker(set.environment);
    await worker.ready();
    const rounds = scene.size(10, 2);
    for (let round = 0; round < rounds; round++) {
      const publishing = scene.load.publishLines(60);
      set.to(OFF[round % 2]!);
      await wait(1_500);
      await publishing;
      await scene.load.invite(scene.buyers[0]!);
    }
    await scene.settles();
    scene.must(!worker.isGone, 'the one whose clock was set has ended');
    set.to(0);
    await wait(300);
    await scene.fleet.replace(worker);
    return `refused to start ${OFF.length} times; set ${rounds} times while it ran`;
  },
};

async function startsWith(scene: Scene, seconds: number): Promise<void> {
  const clock = clockFile(scene, `start${seconds}`);
  clock.to(seconds);
  const worker = await scene.fleet.startWorker(clock.environment);
  worker.isEndedByUs = true;
  const end = await Promise.race([worker.process.ended, wait(30_000, null, { ref: false })]);
  scene.must(end?.code === 3, `a worker ${seconds} s off started, or ended otherwise: ${JSON.stringify(end)}`);
  scene.must(/clock/.test(worker.process.stderr), `it does not say why: ${worker.process.stderr.slice(-300)}`);
  await worker.kill();
}

function clockFile(scene: Scene, name: string) {
  const file = join(scene.home, `clock-${name}`);
  return {
    to: (seconds: number) => writeFileSync(file, String(seconds)),
    environment: { NODE_OPTIONS: `--import=${SHIM}`, FAULT_CLOCK_FILE: file },
  };
}
