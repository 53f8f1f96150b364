import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';

/** As after a failover to a replica, or where an operator said so: what is asked for is put off, not failed. */
export const DATABASE_READ_ONLY: Fault = {
  name: 'database-read-only',
  what: 'the database takes no writes for a while, under load',
  async happen(scene) {
    const rounds = scene.size(5, 1);
    await scene.underLoad(rounds, async () => {
      await wait(1_000);
      await scene.ask('ALTER SYSTEM SET default_transaction_read_only = on');
      await scene.ask('SELECT pg_reload_conf()');
      await wait(4_000);
      await scene.ask('ALTER SYSTEM RESET default_transaction_read_only');
      await scene.ask('SELECT pg_reload_conf()');
    });
    return `${rounds} times for 4 s`;
  },
};
