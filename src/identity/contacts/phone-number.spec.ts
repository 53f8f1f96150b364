import { describe, expect, it } from '@jest/globals';
import { readPhoneNumber } from './phone-number.js';

describe('a phone number', () => {
  it.each([
    ['0912 345 678', '+84912345678'],
    ['0912.345.678', '+84912345678'],
    ['+84 (0)24 3825 3831', '+842438253831'],
    ['(024) 3825-3831', '+842438253831'],
    ['0084 912345678', '+84912345678'],
    ['０９１２３４５６７８', '+84912345678'],
    ['+81 3-1234-5678', '+81312345678'],
  ])('%s is read as %s', (written, number) => {
    expect(readPhoneNumber(written)).toBe(number);
  });

  it.each([
    '',
    '912345678',
    '0912 345',
    '+84 912 345 678 901',
    '+0 912 345 678',
    '0912x345678',
    '+123456',
    '++84912345678',
  ])('%j is none', (written) => {
    expect(readPhoneNumber(written)).toBeNull();
  });
});
