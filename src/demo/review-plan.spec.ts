import { describe, expect, it } from '@jest/globals';
import type { Eligibility, MatchView } from './match-view.js';
import { planReviews, stepsLeft } from './review-plan.js';

const match = (id: string, eligibility: Eligibility, source = 'SELF') => ({
  id,
  eligibility,
  firm: { source } as MatchView['firm'],
});

describe('what the official of the demonstration does', () => {
  const lines = [
    [
      match('a1', 'ELIGIBLE'),
      match('a2', 'TO_CONFIRM', 'a list'),
      match('a3', 'TO_CONFIRM'),
      match('a4', 'TO_CONFIRM'),
    ],
    [match('b1', 'ELIGIBLE'), match('b2', 'ELIGIBLE'), match('b3', 'NEAR_MISS'), match('b4', 'UNSUITABLE')],
  ];

  it('approves, thinks twice once, asks the best who can answer, and turns one down', () => {
    expect(planReviews(lines)).toEqual([
      { matchId: 'a1', steps: ['APPROVE', 'UNDO', 'APPROVE'] },
      { matchId: 'a3', steps: ['REQUEST_INFORMATION'] },
      { matchId: 'b1', steps: ['APPROVE'] },
      { matchId: 'b2', steps: ['REJECT'] },
    ]);
  });

  it('turns nobody down who is the only one', () => {
    const plan = planReviews([[match('a1', 'ELIGIBLE')], []]);
    expect(plan).toEqual([{ matchId: 'a1', steps: ['APPROVE', 'UNDO', 'APPROVE'] }]);
    expect(planReviews([])).toEqual([]);
  });

  it('goes on where an earlier run broke off, and leaves alone what somebody else decided', () => {
    const plan = planReviews(lines)[0]!;
    expect(stepsLeft(plan, [])).toEqual(['APPROVE', 'UNDO', 'APPROVE']);
    expect(stepsLeft(plan, [{ kind: 'APPROVE' }])).toEqual(['UNDO', 'APPROVE']);
    expect(stepsLeft(plan, [{ kind: 'APPROVE' }, { kind: 'UNDO' }, { kind: 'APPROVE' }])).toEqual([]);
    expect(stepsLeft(plan, [{ kind: 'REJECT' }])).toEqual([]);
    expect(stepsLeft(planReviews(lines)[2]!, [{ kind: 'APPROVE' }, { kind: 'UNDO' }])).toEqual([]);
  });
});
