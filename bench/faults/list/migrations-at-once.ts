import type { Fault } from '../fault.js';
import { Member, WORKERS } from '../scene/fleet.js';
import { BuiltProcess } from '../../harness/built-process.js';
import { BUILD } from '../scene/fleet.js';
import { ask } from '../scene/server.js';

/** On an empty database each time: one does it, the others find it done. */
export const MIGRATIONS_AT_ONCE: Fault = {
  name: 'migrations-at-once',
  what: 'migrations started by two processes at once, and five processes on a database that has nothing yet',
  async happen(scene) {
    const rounds = scene.size(10, 1);
    for (let round = 0; round < rounds; round++) {
      const migrated = await scene.server.makeDatabase();
      const environment = { ...scene.environment, DATABASE_URL: migrated.url, DATABASE_OWNER_URL: migrated.ownerUrl };
      const two = [1, 2].map(() => BuiltProcess.spawned(BUILD, 'src/migrate.js', [], environment));
      const ends = await Promise.all(two.map(({ ended }) => ended));
      scene.must(
        ends.every(({ code }) => code === 0),
        `they ended with ${ends.map(({ code }) => code).join(' and ')}: ${two.map(({ stderr }) => stderr.slice(-300)).join('\n')}`,
      );
      const [row] = await ask<{ all: number; different: number }>(
        migrated.superuserUrl,
        'SELECT count(*)::int AS all, count(DISTINCT name)::int AS different FROM migration',
      );
      scene.must(row!.all === row!.different, `${row!.all - row!.different} migrations ran twice`);

      const empty = await scene.server.makeDatabase();
      const doors = ['src/main.js', ...Array.from({ length: WORKERS }, () => 'src/worker.js')];
      const own = { ...scene.environment, DATABASE_URL: empty.url, DATABASE_OWNER_URL: empty.ownerUrl };
      const members = await Promise.all(doors.map((door) => Member.start(door, own)));
      try {
        await Promise.all(members.map((member) => member.ready()));
      } finally {
        await Promise.all(members.map((member) => member.kill()));
      }
    }
    return `${rounds} times`;
  },
};
