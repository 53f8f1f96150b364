import type { Lane } from './outbox.js';

export const LANES = ['INTERACTIVE', 'BULK'] as const satisfies readonly Lane[];

/** Before every organisation, and in whose name Ketnoi’s own work takes its turn. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** As the index `outbox_in_turn` has it. */
const ORGANISATION = `coalesce(organisation_id, '${NOBODY}')`;

/** Hints of each lane that nobody has begun to follow. */
export const COUNT_AHEAD = `SELECT lane, count(*)::int AS ahead FROM outbox
  WHERE state = 'QUEUED' AND leased_until IS NULL GROUP BY lane`;

/** Of each key one row is queued at a time, and none while one of it waits for its turn after a failure. */
const IS_DUE = `run_at <= now() AND (key IS NULL OR NOT EXISTS (
    SELECT FROM outbox AS queued
    WHERE queued.job = outbox.job AND queued.key = outbox.key AND queued.state = 'QUEUED')
  AND NOT EXISTS (
    SELECT FROM outbox AS failed
    WHERE failed.job = outbox.job AND failed.key = outbox.key AND failed.state = 'PENDING'
      AND failed.attempt > 0 AND failed.key IS NOT NULL AND failed.run_at > now()))`;

/** One look into the index for each organisation that has work waiting, however much that is. */
const organisations = (name: string, condition: string) => `${name} AS (
    (SELECT ${ORGANISATION} AS id FROM outbox WHERE state = 'PENDING' AND lane = $1 AND ${condition}
     ORDER BY ${ORGANISATION} LIMIT 1)
    UNION ALL
    SELECT next.id FROM ${name} CROSS JOIN LATERAL (
      SELECT ${ORGANISATION} AS id FROM outbox
      WHERE state = 'PENDING' AND lane = $1 AND ${condition} AND ${ORGANISATION} > ${name}.id
      ORDER BY ${ORGANISATION} LIMIT 1) AS next)`;

const firstOf = (organisation: string, limit: string) => `CROSS JOIN LATERAL (
    SELECT id, job, key, lane, priority FROM outbox
    WHERE state = 'PENDING' AND lane = $1 AND ${ORGANISATION} = ${organisation} AND ${IS_DUE}
    ORDER BY priority DESC, id LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS due`;

/**
 * $1 the lane, $2 the organisation that had the last turn, $3 how many rows. Round after round, one row of each organisation,
 * beginning with the one after the last. `heads` are the organisations that come at all, each with its first row; it reads no further
 * than to the last of them.
 */
export const IN_TURN = `WITH RECURSIVE ${organisations('later', `${ORGANISATION} > $2::uuid`)},
  ${organisations('earlier', `${ORGANISATION} <= $2::uuid`)},
  heads AS MATERIALIZED (
    SELECT circle.id FROM (SELECT id FROM later UNION ALL SELECT id FROM earlier) AS circle
    ${firstOf('circle.id', '1')} LIMIT $3::int),
  chosen AS (
    SELECT due.*, heads.id AS organisation,
      row_number() OVER (PARTITION BY heads.id ORDER BY due.priority DESC, due.id) AS round
    FROM heads ${firstOf('heads.id', '(SELECT ceil($3::int / count(*)::numeric)::int FROM heads)')})
  SELECT id, job, key, lane, organisation FROM chosen
  ORDER BY round, organisation <= $2::uuid, organisation LIMIT $3::int`;
