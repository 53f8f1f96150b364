import { describe, expect, it } from '@jest/globals';
import { countryCodeOf } from './country-codes.js';

describe('countryCodeOf', () => {
  it.each([
    ['Vietnam', 'VN'],
    ['VIETNAM', 'VN'],
    ['Việt Nam', 'VN'],
    ['viet nam', 'VN'],
    ['United States', 'US'],
    ['USA', 'US'],
    ['US', 'US'],
    ['UAE', 'AE'],
    ['Turkey', 'TR'],
    ['Slovak Republic', 'SK'],
    ['Nhật Bản', 'JP'],
    ['Hàn Quốc', 'KR'],
    ['Germany', 'DE'],
    ['Myanmar', 'MM'],
    ['Puerto Rico', 'PR'],
    ['UK', 'GB'],
  ])('%s is %s', (name, code) => {
    expect(countryCodeOf(name)).toBe(code);
  });

  it.each(['', 'Atlantis', 'ZZ', 'EU', 'DD'])('does not know "%s"', (name) => {
    expect(countryCodeOf(name)).toBeNull();
  });
});
