import { describe, expect, it } from '@jest/globals';
import { countryCodeOf } from './countries.js';

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
    ['VNM', 'VN'],
    ['vn', 'VN'],
    ['베트남', 'VN'],
    ['日本', 'JP'],
    ['Han Quoc', 'KR'],
    ['Hoa Kỳ', 'US'],
    ['Mỹ', 'US'],
    ['MY', 'MY'],
    ['Nga', 'RU'],
    ['NGA', 'NG'],
    ['Áo', 'AT'],
    ['AO', 'AO'],
  ])('%s is %s', (name, code) => {
    expect(countryCodeOf(name)).toBe(code);
  });

  it.each(['', 'Atlantis', 'ZZ', 'EU', 'DD', 'XK'])('does not know "%s"', (name) => {
    expect(countryCodeOf(name)).toBeNull();
  });
});
