import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, foldKeepingMarks, leavesOutMarksOf, nfc, similarity } from './fold.js';

const anyText = fc.string({ unit: 'binary', maxLength: 30 });
const vietnamese = fc
  .array(fc.constantFrom(...'hòa hoà mạ kẽm đúc áp lực Thuỷ Thủy ỔN định ữ Ậ đ Đ — - ,'.split(' ')), { maxLength: 8 })
  .map((words) => words.join(' '));
const eastAsian = fc.string({ unit: fc.constantFrom(...'カガパーかがアー軸加工단조접가공ｶﾞﾊﾟ- '), maxLength: 12 });

describe('fold', () => {
  it.each([
    ['mạ kẽm nhúng nóng', 'makemnhungnong'],
    ['ĐÚC ÁP LỰC', 'ducapluc'],
    ['SUS 304', 'sus304'],
    ['ＳＵＳ３０４', 'sus304'],
    ['5-axis CNC milling', '5axiscncmilling'],
    ['PC/ABS', 'pcabs'],
    ['Ra 1.6 µm', 'ra16μm'],
    ['Ra 1.6 μm', 'ra16μm'],
  ])('%s is %s', (text, key) => expect(fold(text)).toBe(key));

  it('takes both tone placements as one', () => {
    expect(fold('Hòa Lạc')).toBe(fold('Hoà Lạc'));
    expect(foldKeepingMarks('Hòa Lạc')).toBe(foldKeepingMarks('Hoà Lạc'));
    expect(foldKeepingMarks('Thủy Nguyên')).toBe(foldKeepingMarks('Thuỷ Nguyên'));
  });

  it('keeps what distinguishes Japanese and Korean words', () => {
    expect(fold('ガ')).toBe('ガ');
    expect(fold('ガ')).not.toBe(fold('カ'));
    expect(fold('ｶﾞｽ')).toBe('ガス');
    expect(fold('レーザー切断')).toBe('レーザー切断');
    expect(fold('단조')).toBe('단조');
    expect(fold('고주파 열처리')).toBe('고주파열처리');
  });

  it('says the same after folding once and twice', () => {
    fc.assert(fc.property(fc.oneof(anyText, vietnamese, eastAsian), (text) => fold(fold(text)) === fold(text)));
    const twice = (text: string) => foldKeepingMarks(foldKeepingMarks(text));
    fc.assert(fc.property(fc.oneof(anyText, vietnamese, eastAsian), (text) => fold(twice(text)) === fold(text)));
  });

  it('does not care how letters and marks are composed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, vietnamese, eastAsian), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(nfc(text)));
        expect(foldKeepingMarks(text.normalize('NFD'))).toBe(foldKeepingMarks(nfc(text)));
      }),
    );
  });

  it('leaves no mark, space or capital of a Vietnamese text', () => {
    fc.assert(fc.property(vietnamese, (text) => /^[a-z]*$/.test(fold(text))));
  });
});

describe('leavesOutMarksOf', () => {
  it.each([
    ['ma', 'mạ', true],
    ['mạ', 'mạ', true],
    ['mà', 'mạ', false],
    ['duc ap lực', 'đúc áp lực', true],
    ['đúc áp lục', 'đúc áp lực', true],
    ['hoá', 'hóa', true],
    ['sơn tỉnh điện', 'sơn tĩnh điện', true],
    ['mây', 'may', false],
    ['đa', 'da', false],
  ])('%s for %s: %s', (typed, word, answer) => expect(leavesOutMarksOf(typed, word)).toBe(answer));
});

describe('similarity', () => {
  it('is 1 for the same and 0 for nothing in common', () => {
    expect(similarity('tien', 'tien')).toBe(1);
    expect(similarity('tien', '')).toBe(0);
    expect(similarity('abc', 'xyz')).toBe(0);
  });

  it('forgives slips, swapped letters and another order of words', () => {
    expect(similarity('milling', 'miling')).toBeGreaterThan(0.8);
    expect(similarity('milling', 'imlling')).toBeGreaterThan(0.8);
    expect(similarity(fold('CNC phay'), fold('phay CNC'))).toBeGreaterThan(0.7);
  });

  it('is symmetric and stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(similarity(a, b)).toBeCloseTo(similarity(b, a), 12);
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
