import type { Fault } from '../fault.js';
import type { RawHint } from '../scene/queue-place.js';

/** Later revisions first, earlier ones last: what a line asks for now is what its current run answers. */
export const JOBS_PERMUTED: Fault = {
  name: 'jobs-permuted',
  what: 'jobs of several revisions of each line in any order',
  async happen(scene) {
    const before = new Date();
    const requests = scene.size(60, 12);
    await scene.fleet.dismissWorkers();
    for (let count = 0; count < requests; count++) {
      const request = await scene.load.publish(scene.buyers[0]!, 2);
      for (let revision = 2; revision < 5; revision++) await scene.load.change(scene.buyers[0]!, request);
    }
    const hints = await scene.ask<RawHint>('SELECT id, job FROM outbox WHERE created_at > $1 ORDER BY id', [before]);
    const shuffled = hints.map((hint) => [scene.random.next(), hint] as const).sort(([one], [other]) => one - other);
    await scene.queue.deliver(
      scene.database,
      shuffled.map(([, hint]) => hint),
      'shuffled',
    );
    await scene.fleet.startWorkers();
    return `${hints.length} jobs of ${requests} requests`;
  },
};
