import { describe, expect, it } from '@jest/globals';
import { aCapability } from '../fixtures/snapshots.js';
import { SMALL_TAXONOMY } from '../fixtures/small-taxonomy.js';
import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Outcome, Reason } from '../verdict.js';
import { askOperation, judgeMissingProcess, judgeProcess } from './judge.js';

const ask = (process: string, ownOnly = false) => askOperation({ process, ownOnly }, SMALL_TAXONOMY);

describe('process coverage', () => {
  it.each<[string, string, boolean, Partial<CapabilitySnapshot>, Outcome, Reason]>([
    ['the process itself', 'milling', false, {}, 'MET', 'HOLDS'],
    ['a narrower process', 'machining', false, { process: 'milling-5-axis' }, 'MET', 'HOLDS'],
    ['a broader claim', 'milling-5-axis', false, { process: 'machining' }, 'UNKNOWN', 'BROADER_CLAIM'],
    ['work done elsewhere, where that is allowed', 'milling', false, { isOwn: false }, 'MET', 'HOLDS'],
    ['own work not stated', 'milling', true, { isOwn: null }, 'UNKNOWN', 'OWN_NOT_STATED'],
    ['own work not stated, where it does not matter', 'milling', false, { isOwn: null }, 'MET', 'HOLDS'],
  ])('may be chosen: %s', (_name, process, ownOnly, stated, outcome, reason) => {
    expect(judgeProcess(ask(process, ownOnly), aCapability(stated))).toMatchObject({ outcome, reason });
  });

  it.each<[string, string, boolean, Partial<CapabilitySnapshot>[], Reason, string | null]>([
    ['a sibling', 'milling', false, [{ process: 'turning' }], 'SIBLING_ONLY', 'turning'],
    ['the nearest sibling', 'zinc-plating', false, [{ process: 'anodising' }], 'SIBLING_ONLY', 'anodising'],
    [
      'own work asked, done elsewhere',
      'milling',
      true,
      [{ process: 'milling', isOwn: false }],
      'SUBCONTRACTED',
      'milling',
    ],
    [
      'done elsewhere says more than a sibling',
      'milling',
      true,
      [
        { id: 'a', process: 'turning' },
        { id: 'b', process: 'machining', isOwn: false },
      ],
      'SUBCONTRACTED',
      'machining',
    ],
    [
      'a subcontracted sibling is a sibling',
      'milling',
      true,
      [{ process: 'turning', isOwn: false }],
      'SIBLING_ONLY',
      'turning',
    ],
    ['another branch', 'milling', false, [{ process: 'die-casting' }], 'NOT_OFFERED', null],
  ])('is unmet: %s', (_name, process, ownOnly, capabilities, reason, offered) => {
    const stated = capabilities.map((capability) => aCapability(capability));
    for (const capability of stated) expect(judgeProcess(ask(process, ownOnly), capability)).toBeNull();
    const judgement = judgeMissingProcess(ask(process, ownOnly), stated);
    expect(judgement).toMatchObject({ outcome: 'UNMET', reason });
    expect(judgement.offered?.kind === 'PROCESS' ? judgement.offered.process : null).toBe(offered);
  });

  it('knows which operations bring the part to size', () => {
    expect(ask('milling').shapesToSize).toBe(true);
    expect(ask('anodising').shapesToSize).toBe(false);
  });
});
