import { describe, expect, it } from '@jest/globals';
import { appealedAgainst, reviewStateAfter, standing, type Step } from './review-state.js';

const step = (id: string, kind: Step['kind'], undoes: string | null = null): Step => ({ id, kind, undoes });

describe('where a review stands', () => {
  it.each([
    ['nothing was decided', [], 'PENDING'],
    ['it was approved', [step('1', 'APPROVE')], 'APPROVED'],
    ['one of two has approved', [step('1', 'PROPOSE')], 'PROPOSED'],
    ['both have approved', [step('1', 'PROPOSE'), step('2', 'APPROVE')], 'APPROVED'],
    [
      'the second approval was taken back',
      [step('1', 'PROPOSE'), step('2', 'APPROVE'), step('3', 'UNDO', '2')],
      'PROPOSED',
    ],
    ['it was handed over after it was approved', [step('1', 'APPROVE'), step('2', 'HAND_OVER')], 'APPROVED'],
    ['it was rejected', [step('1', 'REJECT')], 'REJECTED'],
    ['the firm was asked', [step('1', 'REQUEST_INFORMATION')], 'INFORMATION_REQUESTED'],
    ['the firm has answered', [step('1', 'REQUEST_INFORMATION'), step('2', 'ANSWER')], 'PENDING'],
    ['the firm has appealed', [step('1', 'REJECT'), step('2', 'APPEAL')], 'APPEALED'],
    [
      'the firm has answered in its appeal',
      [step('1', 'REJECT'), step('2', 'APPEAL'), step('3', 'REQUEST_INFORMATION'), step('4', 'ANSWER')],
      'APPEALED',
    ],
    [
      'the decision on an appeal was taken back',
      [step('1', 'REJECT'), step('2', 'APPEAL'), step('3', 'APPROVE'), step('4', 'UNDO', '3')],
      'APPEALED',
    ],
    ['the approval was taken back', [step('1', 'APPROVE'), step('2', 'UNDO', '1')], 'PENDING'],
    [
      'a rejection after an answer was taken back',
      [step('1', 'REQUEST_INFORMATION'), step('2', 'ANSWER'), step('3', 'REJECT'), step('4', 'UNDO', '3')],
      'PENDING',
    ],
    [
      'two decisions were taken back one after the other',
      [step('1', 'REQUEST_INFORMATION'), step('2', 'APPROVE'), step('3', 'UNDO', '2'), step('4', 'UNDO', '1')],
      'PENDING',
    ],
    [
      'the last of two decisions was taken back',
      [step('1', 'REQUEST_INFORMATION'), step('2', 'APPROVE'), step('3', 'UNDO', '2')],
      'INFORMATION_REQUESTED',
    ],
  ] as [string, Step[], string][])('when %s', (_case, steps, state) => {
    expect(reviewStateAfter(steps)).toBe(state);
  });

  it('knows the rejection that an appeal is against', () => {
    const steps = [step('1', 'REJECT'), step('2', 'UNDO', '1'), step('3', 'REJECT'), step('4', 'APPEAL')];
    expect(appealedAgainst(steps)?.id).toBe('3');
    expect(appealedAgainst(steps.slice(0, 3))).toBeNull();
  });

  it('leaves out what was taken back, and the taking back', () => {
    const steps = [step('1', 'APPROVE'), step('2', 'UNDO', '1'), step('3', 'REJECT')];
    expect(standing(steps).map(({ id }) => id)).toEqual(['3']);
  });
});
