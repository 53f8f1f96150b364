import { FIRM_AGAIN, MATCH_LINE } from './matching/matching.jobs.js';
import type { JobDefinition } from './platform/jobs/job.js';

/** Every job there is. The process refuses to start while one of them has no handler. */
export const JOBS: readonly JobDefinition<object>[] = [MATCH_LINE, FIRM_AGAIN];
