import { defineEvent } from '../platform/events/event.js';

/** A run has become the current one of its line. */
export const LINE_MATCHED = defineEvent<{ runId: string; revision: number; matches: number }>(
  'matching.line-matched',
  'line',
);

/** Something the match rests on has changed: until the line is matched again it is neither approved nor current. */
export const MATCH_OUTDATED = defineEvent<{ causeEventId: string }>('matching.match-outdated', 'match');
