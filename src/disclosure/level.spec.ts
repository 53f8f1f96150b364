import { describe, expect, it } from '@jest/globals';
import { type Chosen, isTold, LEVELS, type Position, told, USUAL } from './level.js';

const EVERY_CHOICE: Chosen[] = LEVELS.flatMap((beforeRelease) =>
  LEVELS.map((afterRelease) => ({ beforeRelease, afterRelease })),
);
const BEFORE: Position = { isReleased: false, isOver: false, isCutOff: false, mustAgree: false };
const AFTER: Position = { ...BEFORE, isReleased: true };

describe('what a supplier is told', () => {
  it('is a teaser before release and the requirements after it, where the buyer chose nothing', () => {
    expect(told(USUAL, BEFORE)).toEqual({ level: 'TEASER', because: 'BEFORE_RELEASE' });
    expect(told(USUAL, AFTER)).toEqual({ level: 'REQUIREMENTS', because: 'RELEASED' });
  });

  it.each(EVERY_CHOICE)('is what the buyer chose for the state: $beforeRelease, then $afterRelease', (chosen) => {
    expect(told(chosen, BEFORE).level).toBe(chosen.beforeRelease);
    expect(told(chosen, AFTER).level).toBe(chosen.afterRelease);
    for (const position of [BEFORE, AFTER]) {
      for (const mustAgree of [false, true]) {
        const one = { ...position, mustAgree };
        expect(told(chosen, { ...one, isOver: true, isCutOff: true })).toEqual({ level: 'TEASER', because: 'OVER' });
        expect(told(chosen, { ...one, isCutOff: true })).toEqual({ level: 'TEASER', because: 'CUT_OFF' });
      }
    }
  });

  it.each(EVERY_CHOICE)(
    'waits for the agreement where there is more to tell: $beforeRelease, then $afterRelease',
    (chosen) => {
      for (const position of [BEFORE, AFTER]) {
        const free = told(chosen, position);
        const bound = told(chosen, { ...position, mustAgree: true });
        expect(bound).toEqual(free.level === 'TEASER' ? free : { level: 'TEASER', because: 'AGREEMENT_TO_ACCEPT' });
      }
    },
  );

  it('grows with the level', () => {
    expect(LEVELS.map((level) => isTold('judgement', level))).toEqual([false, true, true]);
    expect(LEVELS.map((level) => isTold('line', level))).toEqual([false, false, true]);
  });
});
