import { describe, expect, it } from '@jest/globals';
import { Problems } from '../graphql/problems.js';
import { cleanText } from './clean-text.js';

function read(value: string) {
  const problems = new Problems();
  const text = cleanText(value, ['name'], problems, { required: true, max: 200, isName: true });
  return { text, problems: problems.refusal().problems };
}

describe('a name', () => {
  it.each([
    'Công ty Cổ phần Cơ khí Đông Anh',
    'Đặng Thị Mỹ Hạnh',
    'Müller & Søn Präzision GmbH',
    'Łódź S.A. „Żółw”',
    '株式会社サトー精密 SATO',
    'ソニー・テクノロジー',
    'ｿﾆｰ ＳＡＴＯ',
    '삼성전자 주식회사 SAMSUNG 三星',
    '深圳市比亚迪股份有限公司 BYD',
    'ООО «Завод Прогресс»',
    'Αφοί Παπαδόπουλοι ΑΕ',
    'บริษัท ปูนซิเมนต์ไทย',
    'ຂົນສົ່ງ',
    'O’Brien-Smith 2nd (demo) № 5 ™',
    `Robert'); DROP TABLE person;-- <b>Co</b>`,
  ])('%s is one', (name) => {
    expect(read(name)).toEqual({ text: name.normalize('NFC'), problems: [] });
  });

  it.each([
    ['Sаmsung Electronics', 'а', 'U+0430', 'a Cyrillic а'],
    ['Cοca', 'ο', 'U+03BF', 'a Greek ο'],
    ['СОСА', 'С', 'U+0421', 'Cyrillic letters alone, each in the shape of a Latin one'],
    ['ΝΟΚΙΑ', 'Ν', 'U+039D', 'Greek letters alone'],
    ['𝐇onda', '𝐇', 'U+1D407', 'a letter of mathematics'],
    ['Ⓗonda', 'Ⓗ', 'U+24BD', 'a letter in a circle'],
    ['ᴴonda', 'ᴴ', 'U+1D34', 'a raised letter'],
    ['Завод Παπα', 'а', 'U+0430', 'two scripts that are not written together'],
    ['삼성サトー', '삼', 'U+C0BC', 'Korean and Japanese in one'],
  ])('%s is none: %s (%s, %s)', (name, character, code) => {
    expect(read(name)).toMatchObject({ text: null, problems: [{ parameters: { character, code } }] });
  });

  it('loses what nobody sees, and is nothing where nothing else is left', () => {
    expect(read('Sam\u200bsung\u2060 \ufeffVi\u00adna\ufe0f').text).toBe('Samsung Vina');
    expect(read('\u200b\u3164').problems).toMatchObject([{ message: { code: 'TEXT_MISSING' } }]);
    expect(read('a\u202eb').problems).toMatchObject([{ message: { code: 'TEXT_CONTROL_CHARACTER' } }]);
  });
});
