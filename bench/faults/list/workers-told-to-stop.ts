import type { Fault } from '../fault.js';

/** Nothing is begun a second time: what is in hand is finished, and what is not stays where it is. */
export const WORKERS_TOLD_TO_STOP: Fault = {
  name: 'workers-told-to-stop',
  what: 'SIGTERM to every worker with work in flight',
  async happen(scene) {
    const before = await again();
    const lines = scene.size(400, 160);
    const publishing = scene.load.publishLines(lines);
    await scene.begun(10);
    const codes = await scene.fleet.dismissWorkers();
    await publishing;
    const left = await scene.count(`outbox WHERE state IN ('PENDING', 'QUEUED')`);
    scene.must(left > 0, 'nothing was in flight any more when they were told');
    const leased = await scene.count(`outbox WHERE leased_until IS NOT NULL AND state = 'QUEUED'`);
    scene.must(leased === 0, `${leased} jobs were left in the hands of workers that had gone`);
    scene.must(
      codes.every((code) => code === 0),
      `they left with ${codes.join(', ')}`,
    );
    await scene.fleet.startWorkers();
    scene.over();
    await scene.settles();
    const since = (await again()) - before;
    scene.must(since === 0, `${since} jobs were begun a second time`);
    return `${left} of ${lines} jobs were left to the next ones`;

    function again(): Promise<number> {
      return scene.count('outbox WHERE attempt > 1 AND failures = 0');
    }
  },
};
