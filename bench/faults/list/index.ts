import type { Fault } from '../fault.js';
import { CLOCK_OFF } from './clock-off.js';
import { COMMIT_UNANSWERED } from './commit-unanswered.js';
import { CONNECTIONS_CUT } from './connections-cut.js';
import { DATABASE_READ_ONLY } from './database-read-only.js';
import { DATABASE_STOPPED } from './database-stopped.js';
import { DISK_FULL } from './disk-full.js';
import { JOBS_DELIVERED_TWICE } from './jobs-delivered-twice.js';
import { JOBS_PERMUTED } from './jobs-permuted.js';
import { MIGRATIONS_AT_ONCE } from './migrations-at-once.js';
import { NEWER_SCHEMA } from './newer-schema.js';
import { POISON_JOBS } from './poison-jobs.js';
import { POOL_EXHAUSTED } from './pool-exhausted.js';
import { QUEUE_DROPPED } from './queue-dropped.js';
import { RACES } from './races.js';
import { REDIS_FLUSHED, REDIS_KILLED, REDIS_OUT_OF_MEMORY } from './redis.js';
import { SERIALISATION_FAILURES } from './serialisation-failures.js';
import { SLOW_TENANT } from './slow-tenant.js';
import { WORKER_FROZEN } from './worker-frozen.js';
import { WORKERS_KILLED } from './workers-killed.js';
import { WORKERS_TOLD_TO_STOP } from './workers-told-to-stop.js';

/** In the order they happen. */
export const FAULTS: readonly Fault[] = [
  WORKERS_KILLED,
  WORKERS_TOLD_TO_STOP,
  WORKER_FROZEN,
  CLOCK_OFF,
  POISON_JOBS,
  JOBS_DELIVERED_TWICE,
  JOBS_PERMUTED,
  SLOW_TENANT,
  RACES,
  DATABASE_STOPPED,
  DATABASE_READ_ONLY,
  DISK_FULL,
  CONNECTIONS_CUT,
  POOL_EXHAUSTED,
  COMMIT_UNANSWERED,
  SERIALISATION_FAILURES,
  QUEUE_DROPPED,
  REDIS_KILLED,
  REDIS_FLUSHED,
  REDIS_OUT_OF_MEMORY,
  MIGRATIONS_AT_ONCE,
  NEWER_SCHEMA,
];
