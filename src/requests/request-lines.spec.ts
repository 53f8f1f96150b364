import { describe, expect, it } from '@jest/globals';
import { Problems } from '../platform/graphql/problems.js';
import { NO_REQUIREMENTS } from '../criteria/registry.js';
import type { RequestContent } from './line-content.js';
import { changeLines } from './request-lines.js';
import type { RequestLine } from './request-line.entity.js';

const REQUEST = { id: 'request', organisationId: 'buyer' };

const wanted = (changes: Partial<RequestContent['lines'][number]> = {}): RequestContent['lines'][number] => ({
  id: null,
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

const stored = (id: string, position: number): RequestLine => ({
  ...wanted(),
  id,
  requestId: 'request',
  organisationId: 'buyer',
  position,
  revision: 1,
  removedAt: null,
});

function change(current: RequestLine[], lines: RequestContent['lines']) {
  const problems = new Problems();
  let made = 0;
  const changes = changeLines(REQUEST, current, lines, problems, () => `new-${++made}`);
  const ids = (list: RequestLine[]) => list.map(({ id }) => id);
  return {
    lines: ids(changes.lines),
    written: ids(changes.written),
    askingAnew: ids(changes.askingAnew),
    removed: ids(changes.removed),
    changedAt: [...changes.changedAt],
    problems: problems.refusal().problems.map(({ message, path }) => `${message.code} ${path.join('.')}`),
  };
}

describe('giving the lines of a request anew', () => {
  it('writes nothing where nothing changed', () => {
    expect(change([stored('a', 1)], [wanted({ id: 'a' })])).toEqual({
      lines: ['a'],
      written: [],
      askingAnew: [],
      removed: [],
      changedAt: [],
      problems: [],
    });
  });

  it('writes new words without asking for anything new', () => {
    expect(change([stored('a', 1)], [wanted({ id: 'a', title: 'Trục' })])).toMatchObject({
      written: ['a'],
      askingAnew: [],
      changedAt: [0],
    });
  });

  it('asks anew where operations or requirements change, and for new lines', () => {
    const operations = [{ process: 'grinding', ownOnly: false }];
    expect(change([stored('a', 1)], [wanted({ id: 'a', operations }), wanted()])).toMatchObject({
      lines: ['a', 'new-1'],
      askingAnew: ['a', 'new-1'],
    });
  });

  it('moves lines and removes those that are not given', () => {
    const current = [stored('a', 1), stored('b', 2), stored('c', 3)];
    expect(change(current, [wanted({ id: 'c' }), wanted({ id: 'b' })])).toMatchObject({
      lines: ['c', 'b'],
      written: ['c'],
      changedAt: [],
      askingAnew: [],
      removed: ['a'],
    });
  });

  it('refuses ids that are not its own, and one given twice', () => {
    const lines = [wanted({ id: 'a' }), wanted({ id: 'a' }), wanted({ id: 'someone-elses' })];
    expect(change([stored('a', 1)], lines).problems).toEqual([
      'REQUEST_LINE_TWICE input.lines.1.id',
      'REQUEST_LINE_NOT_FOUND input.lines.2.id',
    ]);
  });
});
