import { describe, expect, it } from '@jest/globals';
import { Problems } from '../platform/graphql/problems.js';
import { NO_REQUIREMENTS } from '../criteria/registry.js';
import type { LineContent } from './line-content.js';
import { missingToPublish, overtakenWhileDrafted } from './publish-readiness.js';

const aLine = (changes: Partial<LineContent> = {}): LineContent => ({
  title: 'Trục dẫn hướng',
  partNumber: null,
  drawingNumber: null,
  hsCode: null,
  description: null,
  operations: [{ process: 'cnc-turning', ownOnly: false }],
  requirements: NO_REQUIREMENTS,
  deliveryPlace: null,
  ...changes,
});

function missing(title: string | null, lines: LineContent[], today = '2026-11-24'): string[] {
  const problems = new Problems();
  missingToPublish({ title, lines }, problems);
  overtakenWhileDrafted(lines, problems, today);
  return problems.refusal().problems.map(({ message, path }) => `${message.code} ${path.join('.')}`);
}

describe('what a request cannot be published without', () => {
  it('is a title, and on each line a name and an operation; nothing else', () => {
    expect(missing('Trục', [aLine()])).toEqual([]);
  });

  it('is said at once', () => {
    expect(missing(null, [])).toEqual(['REQUEST_TITLE_MISSING title', 'REQUEST_LINES_MISSING lines']);
    expect(missing(null, [aLine(), aLine({ title: null, operations: [] })])).toEqual([
      'REQUEST_TITLE_MISSING title',
      'LINE_TITLE_MISSING lines.1.title',
      'LINE_OPERATIONS_MISSING lines.1.operations',
    ]);
  });

  it('is also time that has not passed while the draft lay', () => {
    const deliveryWindow = { from: '2027-01-01', to: '2027-01-31' };
    const lines = [aLine({ requirements: { ...NO_REQUIREMENTS, deliveryWindow } })];
    expect(missing('Trục', lines, '2027-01-31')).toEqual([]);
    expect(missing('Trục', lines, '2027-02-01')).toEqual(['LINE_DELIVERY_PAST lines.0.requirements.delivery.to']);
  });
});
