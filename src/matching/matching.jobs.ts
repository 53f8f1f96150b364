import { defineJob } from '../platform/jobs/job.js';

/** Match one line of a request as it stands at a revision. */
export const MATCH_LINE = defineJob<{ lineId: string; revision: number }>('matching.match-line');

/** PostgreSQL channel on which each change of a request’s matching is told, with the request’s id. */
export const MATCHING_CHANNEL = 'ketnoi_matching';

/** After a change of a firm: matches the lines again where it is a match. `changedIds`: what may no longer hold. */
export const FIRM_AGAIN = defineJob<{ firmId: string; changedIds: string[] }>('matching.firm-again');
