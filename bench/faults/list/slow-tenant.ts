import { MATCH_LINE } from '../../../src/matching/matching.jobs.js';
import { until } from '../../harness/until.js';
import type { Fault } from '../fault.js';

const MOST_SECONDS = 10;
const DRAIN_MILLISECONDS = 3_600_000;

/** Whoever asks beside an organisation that has asked for more than can be done takes turns with it, and waits for none of it. */
export const SLOW_TENANT: Fault = {
  name: 'slow-tenant',
  what: 'more jobs of one organisation waiting than can be done, and another one asking',
  async happen(scene) {
    const jobs = scene.size(100_000, 4_000);
    const [slow, other] = scene.buyers;
    const { id } = await scene.load.publish(slow!, 1);
    await scene.settles();
    await scene.ask(
      `INSERT INTO outbox (id, job, subject, organisation_id, payload)
       SELECT id, $1, id, organisation_id, jsonb_build_object('lineId', id, 'revision', 1)
       FROM (SELECT gen_random_uuid() AS id, organisation_id FROM component_request, generate_series(1, $3) WHERE component_request.id = $2) AS row`,
      [MATCH_LINE.name, id, jobs],
    );
    await scene.ask('NOTIFY ketnoi_outbox');
    await scene.begun(50);
    const startedAt = performance.now();
    const mine = await scene.load.publish(other!, 1);
    const runs = () => scene.count('match_run WHERE request_id = $1', [mine.id]);
    await until(async () => (await runs()) === 1, 'the other one’s line is matched', DRAIN_MILLISECONDS);
    const seconds = (performance.now() - startedAt) / 1000;
    const left = await scene.count(`outbox WHERE state IN ('PENDING', 'QUEUED')`);
    scene.must(seconds <= MOST_SECONDS, `the other one’s line waited for ${seconds.toFixed(1)} s`);
    scene.must(left > 0, 'the jobs were done too soon to be in anybody’s way');
    await scene.settles(DRAIN_MILLISECONDS);
    return `${jobs} jobs waiting; the other one’s line matched after ${seconds.toFixed(1)} s, ${left} still waiting`;
  },
};
