/**
 * Runs that may wait for a request, for each of its lines: one of the line as it stands, and one of its last revision, which
 * ends as soon as it begins.
 */
export const WAITING_RUNS_A_LINE = 2;
