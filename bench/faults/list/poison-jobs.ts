import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MATCH_LINE } from '../../../src/matching/matching.jobs.js';
import { POISON, poisonBuild } from '../../harness/poison.js';
import { until } from '../../harness/until.js';
import type { Fault } from '../fault.js';
import { WORKERS } from '../scene/fleet.js';
import { OtherBuild } from '../scene/other-build.js';
import type { Scene } from '../scene/scene.js';

const KINDS = Object.keys(POISON);
const PATIENCE = 240_000;

/** Each is set aside with its reason after a few tries; what waits beside it is done long before. */
export const POISON_JOBS: Fault = {
  name: 'poison-jobs',
  what: 'jobs that throw, exit, spin and eat memory, all at once',
  async happen(scene) {
    const build = OtherBuild.make((folder) => poisonBuild(folder));
    await scene.fleet.dismissWorkers();
    const keepers = new Keepers(scene, build.folder);
    try {
      await put(scene);
      const startedAt = performance.now();
      await scene.load.publishLines(scene.size(400, 80));
      const left = () => scene.count(`outbox WHERE state IN ('PENDING', 'QUEUED') AND subject NOT LIKE 'poison%'`);
      await until(async () => (await left()) === 0, 'every other job is done', PATIENCE);
      const others = (performance.now() - startedAt) / 1000;
      await until(async () => (await waiting(scene)) === 0, 'the poison is set aside', PATIENCE);
      const all = (performance.now() - startedAt) / 1000;
      const notAside = await scene.count(`outbox WHERE subject LIKE 'poison%' AND state <> 'FAILED'`);
      scene.must(notAside === 0, `${notAside} of the poisonous jobs were not set aside`);
      return `the others done after ${others.toFixed(0)} s, the poison aside after ${all.toFixed(0)} s and ${keepers.deaths} deaths`;
    } finally {
      await keepers.end();
      build.remove();
      await scene.ask(`DELETE FROM outbox WHERE subject LIKE 'poison%'`);
      await scene.fleet.startWorkers();
      scene.over();
    }
  },
};

/** As whoever runs the service does: where a worker has ended, another is started. */
class Keepers {
  deaths = 0;
  private isOver = false;
  private readonly keeping: Promise<void>[];

  constructor(
    private readonly scene: Scene,
    private readonly build: string,
  ) {
    this.keeping = Array.from({ length: WORKERS }, () => this.keepOne());
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.scene.fleet.workers.map((worker) => worker.kill()));
    await Promise.all(this.keeping);
    this.scene.fleet.workers = [];
  }

  private async keepOne(): Promise<void> {
    while (!this.isOver) {
      const worker = await this.scene.fleet.startWorker({ NODE_OPTIONS: '--max-old-space-size=200' }, this.build);
      if (this.isOver) await worker.kill();
      await worker.process.ended;
      if (!worker.isEndedByUs) this.deaths++;
      worker.isEndedByUs = true;
      await wait(100);
    }
  }
}

async function put(scene: Scene): Promise<void> {
  await scene.ask(
    `INSERT INTO outbox (id, job, subject, payload)
     SELECT id, $2, 'poison ' || kind, jsonb_build_object('lineId', kind, 'revision', 1) FROM unnest($1::uuid[], $3::text[]) AS row(id, kind)`,
    [KINDS.map(() => randomUUID()), MATCH_LINE.name, KINDS],
  );
}

const waiting = (scene: Scene): Promise<number> =>
  scene.count(`outbox WHERE subject LIKE 'poison%' AND state IN ('PENDING', 'QUEUED')`);
