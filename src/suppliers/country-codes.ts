import { fold } from '../platform/text/fold.js';

/** Names people use that are not the ones Unicode keeps. */
const OTHER_NAMES: Record<string, string[]> = {
  VN: ['Viet Nam', 'Socialist Republic of Vietnam', 'VNM'],
  KR: ['Korea', 'Republic of Korea', 'KOR'],
  CN: ['PRC', 'P.R. China', 'PR China', "People's Republic of China", 'CHN', 'Mainland China'],
  US: ['USA', 'U.S.A.', 'United States of America', 'Mỹ'],
  GB: ['UK', 'Great Britain', 'England'],
  AE: ['UAE'],
  TR: ['Turkey', 'Turkiye'],
  CZ: ['Czech Republic'],
  SK: ['Slovak Republic'],
  MM: ['Burma', 'Myanmar'],
  HK: ['Hong Kong', 'Hongkong'],
  MO: ['Macau', 'Macao'],
  LA: ['Lao PDR', 'Laos'],
  RU: ['Russian Federation'],
  JP: ['JPN'],
};

/** Codes Unicode has a name for and ISO 3166 does not list. */
const NO_COUNTRIES = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
]);

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** By folded name: English, Vietnamese, and what else people write. */
const CODES: ReadonlyMap<string, string> = (() => {
  const codes = new Map<string, string>();
  const names = ['en', 'vi'].map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    // A code that has been replaced (DD, SU) reads as its successor, which comes under its own.
    const isCurrent = new Intl.Locale(`und-${code}`).region === code && !NO_COUNTRIES.has(code);
    const known = isCurrent ? names.map((name) => name.of(code)) : [];
    if (known[0] === undefined) continue;
    for (const name of [code, ...known, ...(OTHER_NAMES[code] ?? [])]) if (name) codes.set(fold(name), code);
  }
  return codes;
})();

/** The ISO 3166-1 alpha-2 code of a country as people write it: Vietnam, VIETNAM, Việt Nam, VN. Null: nobody knows it. */
export const countryCodeOf = (name: string): string | null => CODES.get(fold(name)) ?? null;
