import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../harness/until.js';
import type { Fault } from '../fault.js';

const LATER = 'AddSomethingLater4000000000000';

/** As while a newer build is rolled out: the older one goes on where it can, leaves alone what it does not know, and says where it cannot. */
export const NEWER_SCHEMA: Fault = {
  name: 'newer-schema',
  what: 'a worker of an older build on a schema that a newer one has changed: compatibly, and not',
  async happen(scene) {
    await scene.ask(`
      ALTER TABLE component_request ADD COLUMN later text;
      CREATE TABLE later (id uuid PRIMARY KEY);
      INSERT INTO migration (timestamp, name) VALUES (4000000000000, '${LATER}');
      UPDATE access_version SET hash = 'of the newer build'`);
    try {
      const worker = await scene.fleet.startWorker();
      await worker.ready();
      await scene.load.publishLines(40);
      await scene.settles();
      const [version] = await scene.ask<{ hash: string }>('SELECT hash FROM access_version');
      scene.must(
        version?.hash === 'of the newer build',
        'the older build has put its own grants in place of the newer one’s',
      );

      await scene.ask(`UPDATE migration SET breaks_older_builds = true WHERE name = '${LATER}'`);
      const refused = await scene.fleet.startWorker();
      refused.isEndedByUs = true;
      const end = await Promise.race([refused.process.ended, wait(90_000, null, { ref: false })]);
      scene.must(end?.code === 3, `it ended with ${JSON.stringify(end)}`);
      scene.must(refused.process.stderr.includes(LATER), `it does not say why: ${refused.process.stderr.slice(-300)}`);
      await refused.kill();
      const notReady = async () => !(await worker.isReady());
      await until(notReady, 'one that runs already says that it is not ready', 10_000).catch((error: unknown) =>
        scene.wrong.push(String(error)),
      );
    } finally {
      await scene.ask(`
        DELETE FROM migration WHERE name = '${LATER}';
        DROP TABLE later;
        ALTER TABLE component_request DROP COLUMN later;
        DELETE FROM access_version`);
    }
    return 'started on the one, refused the other';
  },
};
