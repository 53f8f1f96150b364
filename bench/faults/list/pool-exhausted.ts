import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { Session } from '../scene/session.js';

const CLIENTS = 60;

/** Whoever finds no connection waits or is asked to come again; nobody is told a thing that did not happen. */
export const POOL_EXHAUSTED: Fault = {
  name: 'pool-exhausted',
  what: `${CLIENTS} clients where every connection is held up, then no connection to be had at all`,
  async happen(scene) {
    const rounds = scene.size(5, 1);
    for (let round = 0; round < rounds; round++) {
      const inTheWay = await Session.open(scene.database.superuserUrl);
      await inTheWay.query('BEGIN; LOCK TABLE component_request IN ACCESS EXCLUSIVE MODE');
      scene.load.start(CLIENTS);
      await wait(4_000);
      await inTheWay.query('ROLLBACK');
      await inTheWay.end();
      await wait(1_000);
      await scene.ask('ALTER ROLE ketnoi_app CONNECTION LIMIT 0');
      await scene.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ketnoi_app'`);
      await wait(3_000);
      await scene.ask('ALTER ROLE ketnoi_app CONNECTION LIMIT -1');
      scene.over();
      await scene.load.stop();
    }
    return `${rounds} times for 4 s and 3 s`;
  },
};
