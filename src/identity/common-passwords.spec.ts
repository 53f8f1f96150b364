import { describe, expect, it } from '@jest/globals';
import { isCommonPassword } from './common-passwords.js';

describe('isCommonPassword', () => {
  it.each([
    'administrator',
    'LeaveMeAlone',
    '1qaz2wsx3edc4rfv',
    'password2026!',
    '2026-password',
    'passwordpassword',
    'qwertyqwertyqw',
    'letmeinletmein1234',
    '123456789012',
    '210987654321',
    'aaaaaaaaaaaa',
    'abcdefghijklmnop',
  ])('knows %s', async (password) => {
    expect(await isCommonPassword(password)).toBe(true);
  });

  it.each([
    'đúc gang và gia công',
    'ket-noi-trinh-dien',
    'known to anybody here',
    'correct horse battery staple',
    'k7hd-q3nm-x9wp-2vbt',
    '834172905512',
    '焼き入れ焼き戻し研磨済み鋼',
  ])('knows nothing of %s', async (password) => {
    expect(await isCommonPassword(password)).toBe(false);
  });
});
