import { describe, expect, it } from '@jest/globals';
import { type Chosen, isTold, LEVELS, told, USUAL } from './level.js';

const EVERY_CHOICE: Chosen[] = LEVELS.flatMap((beforeRelease) =>
  LEVELS.map((afterRelease) => ({ beforeRelease, afterRelease })),
);

describe('what a supplier is told', () => {
  it('is a teaser before release and the requirements after it, where the buyer chose nothing', () => {
    expect(told(USUAL, { isReleased: false, isOver: false })).toEqual({ level: 'TEASER', because: 'BEFORE_RELEASE' });
    expect(told(USUAL, { isReleased: true, isOver: false })).toEqual({ level: 'REQUIREMENTS', because: 'RELEASED' });
  });

  it.each(EVERY_CHOICE)('is what the buyer chose for the state: $beforeRelease, then $afterRelease', (chosen) => {
    expect(told(chosen, { isReleased: false, isOver: false }).level).toBe(chosen.beforeRelease);
    expect(told(chosen, { isReleased: true, isOver: false }).level).toBe(chosen.afterRelease);
    for (const isReleased of [false, true]) {
      expect(told(chosen, { isReleased, isOver: true })).toEqual({ level: 'TEASER', because: 'OVER' });
    }
  });

  it('grows with the level', () => {
    expect(LEVELS.map((level) => isTold('judgement', level))).toEqual([false, true, true]);
    expect(LEVELS.map((level) => isTold('line', level))).toEqual([false, false, true]);
  });
});
