import { setTimeout as wait } from 'node:timers/promises';
import { HoldingLink } from '../../harness/holding-link.js';
import { until } from '../../harness/until.js';
import type { Fault } from '../fault.js';
import type { Scene } from '../scene/scene.js';

/** The commit that succeeded, and of which nobody hears: a client asks again under its key, a worker finds its job done. */
export const COMMIT_UNANSWERED: Fault = {
  name: 'commit-unanswered',
  what: 'the database commits, and the connection ends before the answer arrives',
  async happen(scene) {
    const rounds = scene.size(20, 4);
    await ofMutations(scene, rounds);
    await ofJobs(scene, rounds);
    return `${rounds} mutations and ${rounds} jobs`;
  },
};

const AFTER_COMMIT = { statement: 'COMMIT', hold: 'AFTER' } as const;

async function ofMutations(scene: Scene, rounds: number): Promise<void> {
  const link = new HoldingLink(scene.database.url);
  const api = await scene.fleet.startApi({ DATABASE_URL: await link.open() });
  try {
    await api.ready();
    const buyer = scene.buyers[0]!.at(api.url);
    for (let round = 0; round < rounds; round++) {
      link.holdAt({ ...AFTER_COMMIT, following: 'INSERT INTO "component_request"' });
      const asking = scene.load.create(buyer, 1);
      await cutAfterCommit(link, scene);
      scene.must((await asking) !== null, 'a mutation was never answered');
    }
    scene.wrong.push(...buyer.surprises);
  } finally {
    await api.kill();
    await link.close();
  }
}

async function ofJobs(scene: Scene, rounds: number): Promise<void> {
  const link = new HoldingLink(scene.database.url);
  await scene.fleet.dismissWorkers();
  const worker = await scene.fleet.startWorker({ DATABASE_URL: await link.open() });
  await worker.ready();
  for (let round = 0; round < rounds; round++) {
    link.holdAt({ ...AFTER_COMMIT, following: 'INSERT INTO match_run' });
    await scene.load.publishLines(3);
    await cutAfterCommit(link, scene);
    await scene.settles(60_000);
  }
  await worker.kill();
  await link.close();
  scene.fleet.workers = [];
  await scene.fleet.startWorkers();
}

async function cutAfterCommit(link: HoldingLink, scene: Scene): Promise<void> {
  await until(() => link.isHolding, 'a commit has come by', 30_000);
  const openTransactions = () =>
    scene.count(`pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = 'COMMIT'`);
  await until(async () => (await openTransactions()) === 0, 'it is committed', 10_000);
  await wait(50);
  link.cut();
}
