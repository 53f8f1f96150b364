import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOfTerm } from './check-data.js';
import { loadTaxonomy, TaxonomyDataError } from './load-taxonomy.js';
import { wordsOfMaterial } from './material-words.js';
import type { Material, Taxonomy, Term, Vocabulary } from './taxonomy.js';

let taxonomy: Taxonomy;
beforeAll(() => {
  taxonomy = loadTaxonomy();
});

/** As typed on a keyboard without Vietnamese; kana keep their dakuten, which lies outside the range. */
const unmarked = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');

const codes = (found: { exact: { code: string }[] }) => found.exact.map(({ code }) => code);

describe('the data that ships', () => {
  it('is as wide as promised', () => {
    expect(taxonomy.processes.all.length).toBeGreaterThanOrEqual(150);
    expect(taxonomy.materials.all.length).toBeGreaterThanOrEqual(120);
    expect(taxonomy.certificateStandards.all.length).toBeGreaterThanOrEqual(35);
    expect(taxonomy.industrialParks.all.length).toBeGreaterThanOrEqual(70);
    const standing = taxonomy.administrativeUnits.all.filter(({ validTo }) => validTo === null);
    expect(standing.filter(({ level }) => level === 'province')).toHaveLength(34);
    expect(standing.filter(({ level }) => level === 'ward')).toHaveLength(3321);
  });

  it('covers every sector with processes', () => {
    for (const { code } of taxonomy.sectors.all) {
      expect(taxonomy.processes.all.filter(({ sectors }) => sectors.includes(code)).length).toBeGreaterThan(0);
    }
  });

  it.each([
    'sectors',
    'processes',
    'materials',
    'certificateStandards',
    'characteristics',
    'endMarkets',
    'languages',
    'units',
    'industrialParks',
  ] as const)('finds every word of %s, with marks and without', (part) => {
    const vocabulary = taxonomy[part] as Vocabulary<Term>;
    const missed: string[] = [];
    for (const entry of vocabulary.all) {
      const words = 'designations' in entry ? wordsOfMaterial(entry as Material) : wordsOfTerm(entry);
      for (const word of words) {
        if (!codes(vocabulary.lookUp(word)).includes(entry.code)) missed.push(`${word} of ${entry.code}`);
        if (vocabulary.lookUp(unmarked(word)).exact.length === 0) missed.push(`${unmarked(word)} for ${entry.code}`);
      }
      expect(entry.labels.vi).not.toBe('');
      expect(entry.labels.en).not.toBe('');
    }
    expect(missed).toEqual([]);
  });

  it('cannot be changed', () => {
    const milling = taxonomy.processes.all[0]!;
    expect(() => milling.synonyms.push('x')).toThrow(TypeError);
    expect(() => Object.assign(milling.labels, { vi: 'x' })).toThrow(TypeError);
  });

  it('has the same version each time it is read', () => {
    expect(loadTaxonomy().version).toBe(taxonomy.version);
    expect(taxonomy.version).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('materials', () => {
  it.each([
    ['nhôm 6061', '6061'],
    ['A6061-T6', '6061'],
    ['AL6061', '6061'],
    ['tấm nhôm A6061', '6061'],
    ['アルミ6061', '6061'],
    ['6061 aluminum alloy', '6061'],
    ['inox 304', 'SUS304'],
    ['SUS 304', 'SUS304'],
    ['1.4301', 'SUS304'],
    ['thép không gỉ (SUS304)', 'SUS304'],
    ['thép SCM440', 'SCM440'],
    ['đồng C3604', 'C3604'],
    ['nhựa ABS', 'ABS'],
    ['ABS樹脂', 'ABS'],
    ['hạt nhựa PP', 'PP'],
    ['vải cotton', 'cotton'],
    ['100% cotton', 'cotton'],
  ])('%s is the same as %s', (word, known) => {
    const expected = taxonomy.materials.lookUp(known === '6061' ? 'A6061' : known).exact[0]!.code;
    expect(codes(taxonomy.materials.lookUp(word))).toEqual([expected]);
  });

  it.each(['nhôm SUS304', 'inox A6061', 'unobtainium', '65% polyester'])('does not guess at %s', (word) =>
    expect(taxonomy.materials.lookUp(word).exact).toEqual([]),
  );

  it('takes no long time over a word that says nothing', () => {
    expect(taxonomy.materials.lookUp('thép '.repeat(39) + '304').exact).toEqual([]);
    const endless = taxonomy.materials.lookUp('thép '.repeat(10_000));
    expect([endless.exact, endless.nearest()]).toEqual([[], []]);
  });

  it('knows grades that count as one, both ways', () => {
    for (const { code, equivalentTo } of taxonomy.materials.all) {
      expect(taxonomy.materials.get(code) && taxonomy.sameGrade(code).has(code)).toBe(true);
      for (const other of equivalentTo) expect(taxonomy.sameGrade(other).has(code)).toBe(true);
    }
  });

  it('knows the family of every grade', () => {
    for (const { code, kind } of taxonomy.materials.all) {
      if (kind === 'grade') expect(taxonomy.familyOf(code)?.kind).toBe('family');
      if (kind === 'family') expect(taxonomy.familyOf(code)?.code).toBe(code);
      if (kind === 'group') expect(taxonomy.familyOf(code)).toBeNull();
    }
  });
});

describe('certificate standards', () => {
  it.each([
    ['IATF 16949', 'ISO 9001', true],
    ['AS9100', 'ISO 9001', true],
    ['EN 9100', 'ISO 9001', true],
    ['ISO 9001', 'IATF 16949', false],
    ['ISO 13485', 'ISO 9001', false],
    ['ISO 9001', 'ISO 9001:2015', true],
  ])('%s answers %s: %s', (held, asked, answer) => {
    const [holds, asks] = [held, asked].map((word) => taxonomy.certificateStandards.lookUp(word).exact[0]!.code);
    expect(taxonomy.certificateAnswers(holds!, asks!)).toBe(answer);
  });
});

describe('administrative units', () => {
  it.each([
    ['Phường Ba Đình', ['00004']],
    ['P. Ba Đình', ['00004']],
    ['Ba Đình', ['00004', '16171']],
    ['Ba Dinh Ward', ['00004']],
    ['TP Hà Nội', ['01']],
    ['Hanoi', ['01']],
    ['TP.HCM', ['79']],
    ['Thanh Hoá', ['38']],
    ['Thanh Hóa', ['38']],
    ['Xã Ba Chẽ', ['06978']],
  ])('%s is %j', (word, expected) => {
    expect(codes(taxonomy.administrativeUnits.lookUp(word)).sort()).toEqual(expected);
  });

  it('lets a word without marks stand for every name it may be', () => {
    expect(codes(taxonomy.administrativeUnits.lookUp('ba dinh'))).toEqual(expect.arrayContaining(['00004', '21499']));
  });

  it('keeps a unit as it stood before it changed', () => {
    const dongNai = taxonomy.administrativeUnits.all.filter(({ code }) => code === '75');
    expect(dongNai.map(({ fullName, validFrom, validTo }) => [fullName, validFrom, validTo])).toEqual([
      ['Tỉnh Đồng Nai', '2025-07-01', '2026-04-29'],
      ['Thành phố Đồng Nai', '2026-04-30', null],
    ]);
    expect(taxonomy.administrativeUnits.get('75')?.fullName).toBe('Thành phố Đồng Nai');
    expect(taxonomy.administrativeUnits.lookUp('Tỉnh Đồng Nai').exact[0]).toBe(taxonomy.administrativeUnits.get('75'));
    const ended = taxonomy.administrativeUnits.all.filter(({ validTo }) => validTo !== null);
    expect(ended.filter(({ level }) => level === 'ward')).toHaveLength(10);
  });
});

describe('industrial parks', () => {
  it.each([
    ['KCN Quang Minh', ['quang-minh']],
    ['khu cong nghiep quang minh', ['quang-minh']],
    ['Quang Minh IP', ['quang-minh']],
    ['Quang Minh Industrial Park, Hanoi', ['quang-minh']],
    ['KCN Thăng Long II, Hưng Yên', ['thang-long-2']],
    ['Thang Long Industrial Park II', ['thang-long-2']],
    ['KCN Đồng Văn, Hà Nam', ['dong-van-1', 'dong-van-2', 'dong-van-3', 'dong-van-4']],
    ['KCN hỗ trợ Nam Hà Nội (HANSSIP), Phú Xuyên', ['hanssip']],
  ])('%s is %j', (word, expected) => expect(codes(taxonomy.industrialParks.lookUp(word))).toEqual(expected));
});

describe('data that is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taxonomy-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const problemsWith = (changes: Record<string, (entries: Record<string, unknown>[]) => unknown>): string[] => {
    cpSync(fileURLToPath(new URL('./data/', import.meta.url)), folder, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const entries = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>[];
      writeFileSync(join(folder, file), JSON.stringify(change(entries) ?? entries));
    }
    try {
      loadTaxonomy(folder);
    } catch (error) {
      return (error as TaxonomyDataError).problems;
    }
    return [];
  };

  it('is refused with every wrong field named', () => {
    const problems = problemsWith({
      'units.json': ([first, second]) => {
        first!.factor = -1;
        second!.synonims = [];
      },
      'sectors.json': () => ({}),
    });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/units\.json, entry 1 .*factor/);
    expect(problems.join('\n')).toMatch(/units\.json, entry 2 .*synonims/);
    expect(problems.join('\n')).toMatch(/sectors\.json: holds no list/);
  });

  it('is refused with every contradiction named', () => {
    const problems = problemsWith({
      'processes.json': (entries) => {
        const [first, second, third] = entries;
        entries.push({ ...third, labels: { vi: 'Việc lạ', en: 'Odd work' }, synonyms: [], code: third!.code });
        entries.push({ ...first, code: 'odd-1', labels: { vi: 'Một', en: 'One' }, synonyms: [], parent: 'odd-2' });
        entries.push({ ...first, code: 'odd-2', labels: { vi: 'Hai', en: 'Two' }, synonyms: [], parent: 'odd-1' });
        entries.push({ ...first, code: 'odd-3', labels: { vi: 'Ba', en: 'Three' }, synonyms: [], parent: 'nowhere' });
        (second!.synonyms as string[]).push((first!.labels as { en: string }).en);
      },
      'certificate-standards.json': ([first]) => void (first!.implies = ['nothing', first!.code]),
      'industrial-parks.json': ([first]) => void (first!.provinceCode = '99'),
    });
    const all = problems.join('\n');
    expect(all).toMatch(/processes \S+: the code is used twice/);
    expect(all).toMatch(/processes odd-1: its parents lead in a circle/);
    expect(all).toMatch(/processes odd-3: there is no parent nowhere/);
    expect(all).toMatch(/processes: ".*" names \S+ and \S+/);
    expect(all).toMatch(/implies names nothing, which is not there/);
    expect(all).toMatch(/implies names itself/);
    expect(all).toMatch(/industrialParks \S+: there is no province 99/);
  });
});
