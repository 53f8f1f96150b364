import { describe, expect, it } from '@jest/globals';
import { moveFrom, obstacle, type RequestMove, type RequestStatus } from './request-status.js';

const outcome = (status: RequestStatus, move: RequestMove): string => {
  const answer = moveFrom(status, move);
  return typeof answer === 'string' ? answer : answer.code;
};

describe('the life of a request', () => {
  it.each<[RequestStatus, RequestMove, string]>([
    ['DRAFT', 'UPDATE', 'DRAFT'],
    ['DRAFT', 'PUBLISH', 'PUBLISHED'],
    ['DRAFT', 'CLOSE', 'REQUEST_NOT_PUBLISHED'],
    ['DRAFT', 'REOPEN', 'REQUEST_NOT_CLOSED'],
    ['DRAFT', 'WITHDRAW', 'WITHDRAWN'],
    ['PUBLISHED', 'UPDATE', 'PUBLISHED'],
    ['PUBLISHED', 'PUBLISH', 'REQUEST_ALREADY_PUBLISHED'],
    ['PUBLISHED', 'CLOSE', 'CLOSED'],
    ['PUBLISHED', 'REOPEN', 'REQUEST_NOT_CLOSED'],
    ['PUBLISHED', 'WITHDRAW', 'WITHDRAWN'],
    ['CLOSED', 'UPDATE', 'REQUEST_CLOSED'],
    ['CLOSED', 'PUBLISH', 'REQUEST_CLOSED'],
    ['CLOSED', 'CLOSE', 'REQUEST_CLOSED'],
    ['CLOSED', 'REOPEN', 'PUBLISHED'],
    ['CLOSED', 'WITHDRAW', 'WITHDRAWN'],
    ['WITHDRAWN', 'UPDATE', 'REQUEST_WITHDRAWN'],
    ['WITHDRAWN', 'PUBLISH', 'REQUEST_WITHDRAWN'],
    ['WITHDRAWN', 'CLOSE', 'REQUEST_WITHDRAWN'],
    ['WITHDRAWN', 'REOPEN', 'REQUEST_WITHDRAWN'],
    ['WITHDRAWN', 'WITHDRAW', 'REQUEST_WITHDRAWN'],
  ])('%s, %s: %s', (status, move, expected) => {
    expect(outcome(status, move)).toBe(expected);
  });

  it('names an obstacle only where there is one', () => {
    expect([obstacle('DRAFT', 'PUBLISH'), obstacle('WITHDRAWN', 'UPDATE')?.code]).toEqual([null, 'REQUEST_WITHDRAWN']);
  });
});
