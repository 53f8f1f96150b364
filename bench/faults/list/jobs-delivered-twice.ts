import type { Fault } from '../fault.js';
import type { RawHint } from '../scene/queue-place.js';

/** The queue is a hint: it may bring each job as often as it likes, all at once and long after it was done. */
export const JOBS_DELIVERED_TWICE: Fault = {
  name: 'jobs-delivered-twice',
  what: 'every job delivered twice at once, and again later',
  async happen(scene) {
    const before = new Date();
    const lines = scene.size(400, 120);
    await scene.fleet.dismissWorkers();
    await scene.load.publishLines(lines);
    await scene.load.invite(scene.buyers[0]!);
    const asked = `SELECT id, job FROM outbox WHERE created_at > $1`;
    const hints = await scene.ask<RawHint>(asked, [before]);
    for (const time of ['first', 'second']) await scene.queue.deliver(scene.database, hints, time);
    await scene.fleet.startWorkers();
    scene.over();
    await scene.settles();
    const all = await scene.ask<RawHint>(asked, [before]);
    for (const time of ['later', 'later-again']) await scene.queue.deliver(scene.database, all, time);
    const again = await scene.load.publishLines(1);
    await scene.settles();
    scene.must(again.length === 1, 'the queue goes on afterwards');
    const attempts = await scene.count('outbox WHERE created_at > $1 AND attempt > 1', [before]);
    scene.must(attempts === 0, `${attempts} jobs were begun more than once`);
    return `${all.length} jobs, ${2 * hints.length + 2 * all.length} deliveries beside the relay’s`;
  },
};
