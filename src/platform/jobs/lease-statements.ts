import { OUTBOX_CHANNEL } from './outbox.js';

/** Until a row that has failed is tried again: 1 s, 2 s, 4 s …, five minutes at most, each half to whole by chance. */
const BACK_OFF_SECONDS = 'least(300, 2 ^ least(failures, 10)) * (1 + random()) / 2';

/** Until a row is tried again that could not be done for an outage. */
const PUT_OFF_SECONDS = '2 + 2 * random()';

/** Still the lease that is spoken of: $1 its row, $2 its attempt. */
const FENCE = `id = $1 AND attempt = $2 AND state = 'QUEUED'`;

const UNTIL_LEASE_ENDS = (seconds: string) => `clock_timestamp() + make_interval(secs => ${seconds})`;

/** The relay has left alone what came under the key of a row in the meantime. */
const wakeForWaitingUnderKeyOf = (row: string) => `CASE WHEN EXISTS (
    SELECT FROM outbox WHERE outbox.job = ${row}.job AND outbox.key = ${row}.key AND state = 'PENDING')
  THEN pg_notify('${OUTBOX_CHANNEL}', '') END`;

/**
 * $1 the row, $2 seconds, $3 takeovers that are too many. What is due with the same key is done by this lease’s run: it reads
 * what stands from here on. How often one of those has failed is not forgotten over it.
 */
export const TAKE = `WITH found AS (
    SELECT *, CASE
        WHEN state NOT IN ('PENDING', 'QUEUED') THEN 'OVER'
        WHEN leased_until > clock_timestamp() THEN 'HELD'
        WHEN state = 'PENDING' AND run_at > now() THEN 'EARLY'
        WHEN leased_until IS NOT NULL AND takeovers >= $3 THEN 'DEADLY'
        ELSE 'FREE' END AS answer
    FROM outbox WHERE id = $1 FOR UPDATE),
  joined AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), joined_to = found.id FROM found
    WHERE found.answer = 'FREE' AND outbox.job = found.job AND outbox.key = found.key
      AND outbox.state = 'PENDING' AND outbox.run_at <= now() AND outbox.id <> found.id
    RETURNING outbox.failures),
  leased AS (
    UPDATE outbox SET attempt = found.attempt + 1, state = 'QUEUED', queued_at = coalesce(found.queued_at, now()),
      leased_until = ${UNTIL_LEASE_ENDS('$2')}, takeovers = found.takeovers + (found.leased_until IS NOT NULL)::int,
      failures = greatest(found.failures, (SELECT max(failures) FROM joined))
    FROM found WHERE outbox.id = found.id AND found.answer = 'FREE' RETURNING outbox.attempt)
  SELECT answer, extract(epoch FROM leased_until - clock_timestamp())::float8 * 1000 AS "heldMilliseconds",
         leased.attempt, payload
  FROM found LEFT JOIN leased ON true`;

/** $3 seconds. */
export const RENEW = `UPDATE outbox SET leased_until = ${UNTIL_LEASE_ENDS('$3')} WHERE ${FENCE} RETURNING id`;

/** Answers a row where it is done. */
export const SETTLE = `WITH settled AS (
    UPDATE outbox SET state = 'DONE', done_at = now(), leased_until = NULL, last_error = NULL
    WHERE ${FENCE} RETURNING job, key)
  SELECT ${wakeForWaitingUnderKeyOf('settled')} FROM settled`;

/** $3 the error, $4 the outcome, $5 failures that set the row aside. The hint is spent: the relay brings it again when it is due. */
export const GIVE_BACK = `WITH given AS (
    UPDATE outbox SET leased_until = NULL, queued_at = NULL, last_error = left($3, 500),
      failures = failures + ($4 <> 'put off')::int,
      state = CASE WHEN $4 = 'hopeless' OR ($4 = 'failed' AND failures + 1 >= $5) THEN 'FAILED' ELSE 'PENDING' END,
      run_at = clock_timestamp() + make_interval(secs => CASE $4 WHEN 'put off' THEN ${PUT_OFF_SECONDS} ELSE ${BACK_OFF_SECONDS} END)
    WHERE ${FENCE} RETURNING job, key, state, failures)
  SELECT state, failures, ${wakeForWaitingUnderKeyOf('given')} FROM given`;

/** $1 the row, whose lease has run out; $2 why. */
export const SET_ASIDE = `WITH given AS (
    UPDATE outbox SET state = 'FAILED', leased_until = NULL, last_error = $2 WHERE id = $1 RETURNING job, key)
  SELECT ${wakeForWaitingUnderKeyOf('given')} FROM given`;
