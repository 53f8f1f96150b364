import { createRequire } from 'node:module';
import { fold, foldKeepingMarks } from '../platform/text/fold.js';
import type { Labels } from './taxonomy.js';

/**
 * The one list of countries: ISO 3166-1 as `i18n-iso-countries` keeps it. Its files are read for the four languages
 * people here write in; the package's own entry would load all eighty.
 */
const require = createRequire(import.meta.url);
const LANGUAGES = ['en', 'vi', 'ja', 'ko'] as const;

/** Known to the package though ISO 3166-1 does not list it: Kosovo's code is for private use. */
const NO_COUNTRY = new Set(['XK']);

type Names = Record<string, string | string[]>;

const BY_LANGUAGE = Object.fromEntries(
  LANGUAGES.map((language) => [language, require(`i18n-iso-countries/langs/${language}.json`).countries]),
) as Record<(typeof LANGUAGES)[number], Names>;

/** What people call countries: by the package, then by the trade. */
const NAMES: readonly Names[] = [...Object.values(BY_LANGUAGE), require('./data/country-names.json') as Names];

const ALPHA: readonly [alpha2: string, alpha3: string][] = require('i18n-iso-countries/codes.json');

const BY_CODE = new Map(
  ALPHA.filter(([code]) => !NO_COUNTRY.has(code)).flatMap(([code, alpha3]) => [
    [code, code],
    [alpha3, code],
  ]),
);

const byName = (keyOf: (name: string) => string): ReadonlyMap<string, string> =>
  new Map(
    NAMES.flatMap((names) =>
      Object.entries(names).flatMap(([code, given]) =>
        BY_CODE.has(code) ? [given].flat().map((name): [string, string] => [keyOf(name), code]) : [],
      ),
    ),
  );

const BY_NAME = byName(foldKeepingMarks);
const BY_PLAIN_NAME = byName(fold);

export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  labels: Labels;
}

/** A country as it is shown; null for what has no code. */
export const countryOf = (code: string | null): Country | null =>
  code === null
    ? null
    : {
        code,
        labels: Object.fromEntries(
          LANGUAGES.map((one) => [one, [BY_LANGUAGE[one][code]].flat()[0] ?? code]),
        ) as unknown as Labels,
      };

/** Whether it is the alpha-2 code of a country, as it is stored. */
export const isCountryCode = (code: string): boolean => BY_CODE.get(code) === code;

/**
 * The ISO 3166-1 alpha-2 code of a country as people write it: Vietnam, VIETNAM, Việt Nam, 베트남, VN, VNM. Null: nobody
 * knows it. Short Vietnamese names look like codes of other countries: Nga is Russia and NGA Nigeria, Mỹ is not MY.
 */
export function countryCodeOf(name: string): string | null {
  const code = BY_CODE.get(name.trim());
  const upper = fold(name).toUpperCase();
  return code ?? BY_NAME.get(foldKeepingMarks(name)) ?? BY_CODE.get(upper) ?? BY_PLAIN_NAME.get(fold(name)) ?? null;
}
