import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';

const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> 'faults'`;

/** Those that listen for wake-up calls and those of the queue, too: they come back by themselves. */
export const CONNECTIONS_CUT: Fault = {
  name: 'connections-cut',
  what: 'all connections to the database cut under load, LISTEN included',
  async happen(scene) {
    const rounds = scene.size(40, 8);
    await scene.underLoad(rounds, async () => {
      await wait(scene.random.between(50, 1_000));
      await scene.ask(CUT);
    });
    return `cut ${rounds} times`;
  },
};
