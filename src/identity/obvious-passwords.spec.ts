import { describe, expect, it } from '@jest/globals';
import { isObviousPassword } from './obvious-passwords.js';

const PERSON = ['an.nguyen@co-khi-dong-anh.example.vn', 'Nguyễn Văn An', 'Công ty TNHH Đúc Hòa Bình'];

describe('isObviousPassword', () => {
  it.each([
    'nguyễn văn an',
    'AN.NGUYEN@co-khi-dong-anh.example.vn',
    'CoKhiDongAnh-2026',
    'duchoabinh123456',
    'đúc hoà bình !!!!',
    'Ketnoi20262026',
    'ketnoi-ketnoi',
  ])('takes %s for obvious', (password) => {
    expect(isObviousPassword(password, PERSON)).toBe(true);
  });

  it.each([
    'đúc gang và gia công',
    'ket-noi-trinh-dien',
    '8!3#_(2%7&^1',
    'an toàn lao động là trên hết',
    '焼入焼戻研磨済鋼材部品表',
  ])('leaves %s alone', (password) => {
    expect(isObviousPassword(password, PERSON)).toBe(false);
  });

  it('knows the longest there may be', () => {
    expect(isObviousPassword('anh'.repeat(43), ['anh '.repeat(50), 'a'.repeat(254), null])).toBe(true);
  });
});
