import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';
import ts from 'typescript-eslint';
import roomOrder from '../../.eslint/room-order.js';

const linter = new Linter();

function complaints(filename: string, code: string): string[] {
  const config = [
    {
      files: ['**/*.ts'],
      plugins: { ketnoi: { rules: { 'room-order': roomOrder } } },
      rules: { 'ketnoi/room-order': 'error' },
      languageOptions: { parser: ts.parser },
    },
  ];
  return linter.verify(code, config as never, { filename }).map(({ message }) => message.replace(/: .*/, ''));
}

describe('the order of the rooms, as the linter keeps it', () => {
  it.each([
    [
      'src/suppliers/planted.ts',
      `import { X } from '../requests/requests.service.js';`,
      'suppliers may not know requests',
    ],
    ['src/platform/jobs/planted.ts', `import type { X } from '../../identity/y.js';`, 'platform may not know identity'],
    ['src/criteria/planted.ts', `export { X } from '../matching/matching-input.js';`, 'criteria may not know matching'],
    [
      'src/requests/planted.ts',
      `export const x = import('../review/review.module.js');`,
      'requests may not know review',
    ],
    ['src/requests/planted.ts', `export type X = import('../matching/score.js').X;`, 'requests may not know matching'],
    ['src/demo/planted.ts', `import { X } from '../cli/terminal.js';`, 'demo may not know cli'],
    ['src/demo/planted.ts', `import { X } from '../suppliers/firm.entity.js';`, 'demo may not know suppliers'],
    ['src/review/planted.ts', `import { X } from '../service.js';`, 'review may not know what puts the rooms together'],
  ])('fires in %s: %s', (file, code, message) => {
    expect(complaints(file, code)).toEqual([message]);
  });

  it.each([
    ['src/matching/fixtures/allowed.ts', `import { X } from '../../suppliers/evidence.js';`],
    ['src/suppliers/allowed.ts', `import { X } from './reading/reading.js';`],
    ['src/cli/allowed.ts', `import { X } from '../demo/story.js'; import { Y } from '../service.js';`],
    ['src/demo/allowed.ts', `import { X } from '../platform/i18n/message.js';`],
    ['test/matching/allowed.ts', `import { X } from '../../src/review/review.module.js';`],
  ])('is silent in %s: %s', (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });
});
