import { describe, expect, it } from '@jest/globals';
import { anyName, standardName, withoutAdoptingBody, withoutEdition } from './readings.js';
import { treeOf } from './tree.js';
import { vocabularyOf } from './vocabulary.js';

interface Entry {
  code: string;
  parent: string | null;
  words: string[];
}

const entry = (code: string, parent: string | null, ...words: string[]): Entry => ({ code, parent, words });

const PROCESSES = treeOf<Entry>(
  [
    entry('casting', null, 'đúc', 'casting'),
    entry('die-casting', 'casting', 'đúc áp lực', 'die casting', 'ダイカスト'),
    entry('plating', null, 'mạ', 'xi mạ', 'plating'),
    entry('zinc-plating', 'plating', 'mạ kẽm', 'zinc plating'),
    entry('rib', null, 'mà', 'rib'),
    entry('welding', null, 'hàn', 'welding', '용접'),
    entry('tig-welding', 'welding', 'hàn TIG', 'TIG'),
    entry('milling', null, 'phay', 'phay CNC', 'milling', 'フライス'),
    entry('injection-moulding', null, 'ép phun', 'injection moulding'),
    entry('cut-make-trim', null, 'cut-make-trim', 'CMT'),
    entry('cut-metal', null, 'cắt', 'laser cutting'),
    entry('cut-fabric', null, 'cắt', 'fabric cutting'),
    entry('labels', null, 'woven labels', 'dệt nhãn'),
  ],
  { wordsOf: ({ code, words }) => [code, ...words], readings: [anyName] },
);

const STANDARDS = vocabularyOf<Entry>(
  [entry('iso-9001', null, 'ISO 9001'), entry('iso-13485', null, 'ISO 13485'), entry('en-9100', null, 'EN 9100')],
  { wordsOf: ({ words }) => words, readings: [withoutEdition, withoutAdoptingBody, standardName, anyName] },
);

const exact = (vocabulary: typeof STANDARDS, word: string) => vocabulary.lookUp(word).exact.map(({ code }) => code);

describe('looking a word up', () => {
  it.each([
    ['die-casting', 'die-casting'],
    ['Die Casting', 'die-casting'],
    ['ĐÚC ÁP LỰC', 'die-casting'],
    ['duc ap luc', 'die-casting'],
    ['đúc áp lục', 'die-casting'],
    ['ﾀﾞｲｶｽﾄ', 'die-casting'],
    ['ＣＭＴ', 'cut-make-trim'],
    ['injection molding', 'injection-moulding'],
    ['INJECTION MOULDING', 'injection-moulding'],
    ['woven label', 'labels'],
  ])('%s is %s', (word, code) => expect(exact(PROCESSES, word)).toEqual([code]));

  it('answers a word with its marks with that word only', () => {
    expect(exact(PROCESSES, 'mạ')).toEqual(['plating']);
    expect(exact(PROCESSES, 'mà')).toEqual(['rib']);
    expect(exact(PROCESSES, 'ma')).toEqual(['plating', 'rib']);
    expect(exact(PROCESSES, 'má')).toEqual([]);
  });

  it('names all entries of a word that is ambiguous', () => {
    expect(exact(PROCESSES, 'cắt')).toEqual(['cut-metal', 'cut-fabric']);
  });

  it.each([
    ['gia công phay CNC', 'milling'],
    ['gia cong phay', 'milling'],
    ['dịch vụ gia công phay CNC', 'milling'],
    ['máy phay', 'milling'],
    ['milling services', 'milling'],
    ['die casting process', 'die-casting'],
    ['フライス加工', 'milling'],
    ['용접 가공', 'welding'],
  ])('leaves generic words out: %s is %s', (word, code) => expect(exact(PROCESSES, word)).toEqual([code]));

  it('takes a generic word for nothing by itself, and only where the rest is one entry', () => {
    expect(exact(PROCESSES, 'gia công')).toEqual([]);
    const unclear = PROCESSES.lookUp('gia công cắt');
    expect(unclear.exact).toEqual([]);
    expect(
      unclear
        .nearest()
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['cut-metal', 'cut-fabric']);
  });

  it.each([
    ['cut-make-trim (CMT)', ['cut-make-trim']],
    ['may trọn gói (CMT)', ['cut-make-trim']],
    ['đúc (nhiều loại)', ['casting']],
    ['hàn (TIG)', ['tig-welding']],
    ['TIG（hàn）', ['tig-welding']],
    ['phay (hàn)', []],
    ['không rõ (phay)', []],
  ])('weighs brackets: %s is %j', (word, codes) => expect(exact(PROCESSES, word)).toEqual(codes));

  it('suggests where it does not know, best first, and never more than five', () => {
    const found = PROCESSES.lookUp('đúc áp lụn');
    const nearest = found.nearest();
    expect(found.exact).toEqual([]);
    expect(nearest[0]!.code).toBe('die-casting');
    expect(nearest.length).toBeLessThanOrEqual(5);
    expect(PROCESSES.lookUp('miling').nearest()[0]!.code).toBe('milling');
    expect(PROCESSES.lookUp('hàn nối đầu ống').nearest()).toEqual([]);
    expect(PROCESSES.lookUp('phay CNC tốc độ cao').nearest()[0]!.code).toBe('milling');
    expect(PROCESSES.lookUp('casting die').nearest()[0]!.code).toBe('die-casting');
  });

  it('keeps silent about what it never heard of', () => {
    for (const word of ['xyzzy', '', ' - ']) {
      const found = PROCESSES.lookUp(word);
      expect([found.word, found.exact, found.nearest()]).toEqual([word, [], []]);
    }
  });
});

describe('looking a standard up', () => {
  it.each([
    ['ISO9001', 'iso-9001'],
    ['ISO 9001:2015', 'iso-9001'],
    ['ISO 9001：2015', 'iso-9001'],
    ['ISO 9001-2008', 'iso-9001'],
    ['ISO 9001:2015/Amd 1:2024', 'iso-9001'],
    ['TCVN ISO 9001:2015', 'iso-9001'],
    ['BS EN ISO 13485:2016', 'iso-13485'],
    ['chứng nhận ISO 9001:2015', 'iso-9001'],
    ['ISO 9001 certified', 'iso-9001'],
    ['EN 9100:2018', 'en-9100'],
  ])('%s is %s', (word, code) => expect(exact(STANDARDS, word)).toEqual([code]));

  it('does not mistake a number for a year', () => expect(exact(STANDARDS, 'ISO 2015')).toEqual([]));
});

describe('a tree', () => {
  it('knows what lies within what', () => {
    expect(PROCESSES.isWithin('die-casting', 'casting')).toBe(true);
    expect(PROCESSES.isWithin('casting', 'casting')).toBe(true);
    expect(PROCESSES.isWithin('casting', 'die-casting')).toBe(false);
    expect(PROCESSES.isWithin('plating', 'casting')).toBe(false);
    expect(PROCESSES.isWithin('nothing', 'nothing')).toBe(false);
  });

  it('walks up and down', () => {
    expect(PROCESSES.lineage('zinc-plating').map(({ code }) => code)).toEqual(['zinc-plating', 'plating']);
    expect(PROCESSES.children('welding').map(({ code }) => code)).toEqual(['tig-welding']);
    expect(PROCESSES.children(null)).toHaveLength(10);
    expect(PROCESSES.subtree('casting')).toEqual(['casting', 'die-casting']);
    expect(PROCESSES.subtree('nothing')).toEqual([]);
  });
});
