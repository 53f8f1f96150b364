import { describe, expect, it } from '@jest/globals';
import { Problems } from '../../platform/graphql/problems.js';
import { readDocument } from './request-document.js';

function read(document: unknown) {
  const problems = new Problems();
  const input = readDocument(document, problems);
  return { input, found: problems.refusal().problems.map(({ message, path }) => `${message.code} ${path.join('.')}`) };
}

describe('a request as a document', () => {
  it('is taken as the API takes it, default units included', () => {
    const { input, found } = read({
      title: 'Chi tiết đúc',
      lines: [{ operations: [{ process: 'die casting' }], requirements: { thickness: { value: { value: 2 } } } }],
    });
    expect(found).toEqual([]);
    expect(input?.lines?.[0]?.requirements?.thickness?.value).toEqual({ value: 2, unit: 'mm' });
  });

  it('names a field nobody knows and hands on the rest, so that its problems are named too', () => {
    const { input, found } = read({ titel: 'x', lines: [{ colour: 'red', operations: [{ process: 'tiện' }] }] });
    expect(found.toSorted()).toEqual(['FIELD_UNKNOWN lines.0.colour', 'FIELD_UNKNOWN titel']);
    expect(input).toEqual({ lines: [{ operations: [{ process: 'tiện' }] }] });
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', null, ['WRONG_TYPE ']],
    ['a list', [], ['WRONG_TYPE ']],
    ['a number for a text', { title: 5 }, ['WRONG_TYPE title']],
    ['a line that is none', { lines: ['bracket'] }, ['WRONG_TYPE lines.0']],
    [
      'an operation without its process',
      { lines: [{ operations: [{}] }] },
      ['FIELD_MISSING lines.0.operations.0.process'],
    ],
    [
      'several at once',
      {
        title: 1,
        lines: [{ requirements: { lot: { pieces: 1.5 }, mass: { value: { value: 'heavy' }, level: 'must' } } }],
      },
      [
        'WRONG_TYPE title',
        'WRONG_TYPE lines.0.requirements.mass.value.value',
        'WRONG_TYPE lines.0.requirements.mass.level',
        'WRONG_TYPE lines.0.requirements.lot.pieces',
      ],
    ],
  ])('names what is wrong with %s', (_name, document, expected) => {
    const { input, found } = read(document);
    expect(input).toBeNull();
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
