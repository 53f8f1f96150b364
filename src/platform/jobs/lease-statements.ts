import { OUTBOX_CHANNEL } from './outbox.js';

/** Until a row that has failed is tried again: 1 s, 2 s, 4 s …, five minutes at most, each half to whole by chance. */
const BACK_OFF_SECONDS = 'least(300, 2 ^ least(failures, 10)) * (1 + random()) / 2';

/** Until a row is tried again that could not be done for an outage. */
const PUT_OFF_SECONDS = '2 + 2 * random()';

/** Still the lease that is spoken of, not given back and not taken over: $1 its row, $2 its attempt. */
const FENCE = `id = $1 AND attempt = $2 AND state = 'QUEUED' AND leased_until IS NOT NULL`;

const UNTIL_LEASE_ENDS = (seconds: string) => `clock_timestamp() + make_interval(secs => ${seconds})`;

/** The relay has left alone what came under the key of a row in the meantime. */
const wakeForWaitingUnderKeyOf = (row: string) => `CASE WHEN EXISTS (
    SELECT FROM outbox WHERE outbox.job = ${row}.job AND outbox.key = ${row}.key AND state = 'PENDING')
  THEN pg_notify('${OUTBOX_CHANNEL}', '') END`;

/**
 * $1 the row, $2 seconds, $3 takeovers that are too many, $4 whether a row may be taken that a worker fell silent over. What is due with the same key is done by this lease’s run: it reads
 * what stands from here on. How often one of those has failed is not forgotten over it. A run that goes on from a checkpoint
 * joins nobody: it has read a part before they asked.
 */
export const TAKE = `WITH found AS (
    SELECT *, CASE
        WHEN state NOT IN ('PENDING', 'QUEUED') THEN 'OVER'
        WHEN leased_until > clock_timestamp() THEN 'HELD'
        WHEN cancelled_at IS NOT NULL THEN 'CANCELLED'
        WHEN state = 'PENDING' AND run_at > now() THEN 'EARLY'
        WHEN leased_until IS NOT NULL AND takeovers >= $3 THEN 'DEADLY'
        WHEN NOT $4 AND (leased_until IS NOT NULL OR takeovers > 0) THEN 'SUSPECT'
        ELSE 'FREE' END AS answer
    FROM outbox WHERE id = $1 FOR UPDATE),
  joined AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), joined_to = found.id FROM found
    WHERE found.answer = 'FREE' AND found.checkpoint IS NULL AND outbox.job = found.job AND outbox.key = found.key
      AND outbox.state = 'PENDING' AND outbox.run_at <= now() AND outbox.id <> found.id
    RETURNING outbox.failures),
  leased AS (
    UPDATE outbox SET attempt = found.attempt + 1, state = 'QUEUED', queued_at = coalesce(found.queued_at, now()),
      leased_until = ${UNTIL_LEASE_ENDS('$2')}, takeovers = found.takeovers + (found.leased_until IS NOT NULL)::int,
      failures = greatest(found.failures, (SELECT max(failures) FROM joined))
    FROM found WHERE outbox.id = found.id AND found.answer = 'FREE' RETURNING outbox.attempt)
  SELECT answer, extract(epoch FROM leased_until - clock_timestamp())::float8 * 1000 AS "heldMilliseconds",
         leased.attempt, payload, checkpoint
  FROM found LEFT JOIN leased ON true`;

/** $3 seconds. */
export const RENEW = `UPDATE outbox SET leased_until = ${UNTIL_LEASE_ENDS('$3')} WHERE ${FENCE}
  RETURNING cancelled_at IS NOT NULL AS "isCancelled"`;

/** Answers a row where it is done. */
export const SETTLE = `WITH settled AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), leased_until = NULL, last_error = NULL, checkpoint = NULL
    WHERE ${FENCE} AND cancelled_at IS NULL RETURNING job, key)
  SELECT ${wakeForWaitingUnderKeyOf('settled')} FROM settled`;

/** Answers a row where the lease holds: until the transaction ends nobody can take it over. */
export const HOLD = `SELECT id FROM outbox WHERE ${FENCE} AND cancelled_at IS NULL FOR UPDATE`;

/** Of a lease that no longer holds: because the work was cancelled? */
export const WHY_OVER = `SELECT cancelled_at IS NOT NULL AND attempt = $2 AND state IN ('QUEUED', 'CANCELLED') AS "isCancelled"
  FROM outbox WHERE id = $1`;

/**
 * $3 seconds, $4 state, $5 and $6 progress. A job that gets further than ever before is not hopeless, whatever happened on the
 * way; one that begins again and again from its start is.
 */
export const SAVE = `UPDATE outbox SET checkpoint = $4, leased_until = ${UNTIL_LEASE_ENDS('$3')},
    progress_done = greatest(progress_done, $5::int),
    progress_total = CASE WHEN $5::int IS NULL THEN progress_total ELSE $6::int END,
    failures = CASE WHEN $5::int > coalesce(progress_done, 0) THEN 0 ELSE failures END,
    takeovers = CASE WHEN $5::int > coalesce(progress_done, 0) THEN 0 ELSE takeovers END
  WHERE ${FENCE}`;

/**
 * $3 the error, $4 the outcome, $5 failures that set the row aside. The hint is spent: the relay brings it again when it is
 * due. A row that was cancelled in the meantime ends, whatever the outcome.
 */
export const GIVE_BACK = `WITH given AS (
    UPDATE outbox SET leased_until = NULL, queued_at = NULL, waits_once = false,
      last_error = CASE WHEN cancelled_at IS NULL AND $4 <> 'interrupted' THEN left($3, 500) ELSE last_error END,
      failures = failures + (cancelled_at IS NULL AND $4 IN ('failed', 'hopeless'))::int,
      state = CASE
        WHEN cancelled_at IS NOT NULL THEN 'CANCELLED'
        WHEN $4 = 'hopeless' OR ($4 = 'failed' AND failures + 1 >= $5) THEN 'FAILED'
        ELSE 'PENDING' END,
      done_at = CASE WHEN cancelled_at IS NOT NULL THEN now() END,
      run_at = clock_timestamp() + make_interval(secs => CASE $4
        WHEN 'interrupted' THEN 0 WHEN 'put off' THEN ${PUT_OFF_SECONDS} ELSE ${BACK_OFF_SECONDS} END)
    WHERE ${FENCE} RETURNING job, key, state, failures)
  SELECT state, failures, ${wakeForWaitingUnderKeyOf('given')} FROM given`;

/** $1 the row, which no lease is in force for; $2 the state it ends in, $3 why. */
export const END = `WITH ended AS (
    UPDATE outbox SET state = $2, leased_until = NULL, last_error = coalesce($3, last_error),
      done_at = CASE $2 WHEN 'CANCELLED' THEN now() END
    WHERE id = $1 RETURNING job, key)
  SELECT ${wakeForWaitingUnderKeyOf('ended')} FROM ended`;

/** Of the rows that a condition names. One that is leased ends when its worker hears of it. */
export const cancelWhere = (condition: string) => `WITH cancelled AS (
    UPDATE outbox SET cancelled_at = now(),
      state = CASE WHEN leased_until > now() THEN state ELSE 'CANCELLED' END,
      done_at = CASE WHEN leased_until > now() THEN NULL ELSE now() END
    WHERE ${condition} AND state IN ('PENDING', 'QUEUED', 'FAILED') AND cancelled_at IS NULL
    RETURNING id, job, key, state)
  SELECT id, state, ${wakeForWaitingUnderKeyOf('cancelled')} FROM cancelled`;
