import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../harness/until.js';
import type { Fault } from '../fault.js';
import { LEASE_SECONDS } from '../scene/scene.js';
import { Session } from '../scene/session.js';

/**
 * Stands still in the middle of its jobs until others have done them, then goes on as if nothing had been: everything it writes
 * under its old lease must be refused.
 */
export const WORKER_FROZEN: Fault = {
  name: 'worker-frozen',
  what: 'SIGSTOP past the lease, then SIGCONT: the zombie’s writes are refused',
  async happen(scene) {
    const rounds = scene.size(5, 1);
    let refused = 0;
    for (let round = 0; round < rounds; round++) {
      const [zombie] = scene.fleet.workers;
      const saidBefore = zombie!.process.stderr.length;
      const inTheWay = await Session.open(scene.database.superuserUrl);
      // Every job stops where it reads the firms: the lease taken, nothing written.
      await inTheWay.query('BEGIN; LOCK TABLE firm IN ACCESS EXCLUSIVE MODE');
      await scene.load.publishLines(40);
      const held = () => scene.count(`outbox WHERE leased_until > now() AND job LIKE 'matching%'`);
      await until(async () => (await held()) >= 12, 'their hands are full', 30_000);
      zombie!.process.signal('SIGSTOP');
      await inTheWay.query('ROLLBACK');
      await inTheWay.end();
      await wait(2 * LEASE_SECONDS * 1_000);
      await scene.settles(60_000);
      zombie!.process.signal('SIGCONT');
      const refusals = () => zombie!.process.stderr.slice(saidBefore).split('nothing kept').length - 1;
      await until(() => refusals() > 0, 'a write of the zombie is refused', 20_000).catch((error: unknown) =>
        scene.wrong.push(String(error)),
      );
      await wait(500);
      refused += refusals();
    }
    return `${refused} writes of zombies refused`;
  },
};
