import { describe, expect, it } from '@jest/globals';
import { Problems, type Refusal } from '../graphql/problems.js';
import { cleanText, type CleanTextOptions } from './clean-text.js';

function read(value: string | null | undefined, options: Partial<CleanTextOptions> = {}) {
  const problems = new Problems();
  const text = cleanText(value, ['input', 'name'], problems, { max: 20, ...options });
  const refusal: Refusal = problems.refusal();
  return { text, codes: refusal.problems.map(({ message }) => message.code), problems: refusal.problems };
}

describe('cleanText', () => {
  it('composes marks and trims, so that what looks the same is the same', () => {
    expect(read('  Công ty Cơ khí  '.normalize('NFD'))).toMatchObject({ text: 'Công ty Cơ khí', codes: [] });
  });

  it.each([null, undefined, '', '   ', '\u00a0\ufeff', '\u200b\u200d'])('takes %j for nothing', (nothing) => {
    expect(read(nothing)).toMatchObject({ text: null, codes: [] });
    expect(read(nothing, { required: true })).toMatchObject({ text: null, codes: ['TEXT_MISSING'] });
  });

  it.each(['a\u0000b', 'a\nb', 'a\tb', 'a\u007fb', 'a\u0085b', 'a\u202eb', 'a\ud800b'])('refuses %j', (text) => {
    expect(read(text)).toMatchObject({ text: null, codes: ['TEXT_CONTROL_CHARACTER'] });
  });

  it('says which character, and where', () => {
    expect(read('Đúc\u0000').problems[0]).toMatchObject({
      path: ['input', 'name'],
      parameters: { character: 'U+0000', position: 4 },
    });
  });

  it('keeps the lines of a text that may have them, each ended one way', () => {
    expect(read('Dòng 1\r\nDòng 2\tx\rDòng 3', { multiline: true, max: 40 }).text).toBe('Dòng 1\nDòng 2\tx\nDòng 3');
    expect(read('a\u0000b', { multiline: true }).codes).toEqual(['TEXT_CONTROL_CHARACTER']);
  });

  it('counts characters as people do: composed, and one for an emoji', () => {
    expect(read('ế'.repeat(20).normalize('NFD')).codes).toEqual([]);
    expect(read('🔩'.repeat(20)).codes).toEqual([]);
    expect(read('🔩'.repeat(21)).problems[0]).toMatchObject({ parameters: { length: 21, max: 20 } });
  });
});
