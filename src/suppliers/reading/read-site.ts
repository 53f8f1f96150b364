import { cleanText } from '../../platform/text/clean-text.js';
import { headOfficeOf, readVietnameseTaxCode } from '../../identity/vietnamese-tax-code.js';
import type { Site, StatedPlace } from '../site.entity.js';
import type { SiteInput } from '../site.inputs.js';
import { SUPPLIER, SUPPLIER_VALUE } from '../suppliers.errors.js';
import { placeOf, type SitePlace } from './place-of-site.js';
import { countryCodeOf } from '../../taxonomy/countries.js';
import { among, readWord } from '../../taxonomy/read-terms.js';
import { changed, type Path, type Reading } from './reading.js';
import { LONGEST } from '../limits.js';

/** What the firm says of a site itself. */
interface SiteWords {
  name: string | null;
  taxCode: string | null;
  address: string | null;
  statedPlace: StatedPlace;
  coordinates: { latitude: number; longitude: number } | null;
}

export type SiteFacts = Pick<Site, 'name' | 'taxCode' | 'address' | 'statedPlace' | keyof SitePlace>;

export const NO_SITE_FACTS: SiteFacts = {
  name: null,
  taxCode: null,
  address: null,
  statedPlace: {},
  wardCode: null,
  wardCandidates: [],
  provinceCode: null,
  industrialParkCode: null,
  countryCode: null,
  latitude: null,
  longitude: null,
  coordinatesFrom: null,
};

/** What is known of the site after the input. Where it lies is worked out anew from all of its words. */
export function readSite(
  input: SiteInput,
  before: SiteFacts,
  firmTaxCode: string | null,
  path: Path,
  reading: Reading,
): SiteFacts {
  const { problems } = reading;
  const words: SiteWords = {
    name: changed(input.name, before.name, (given) =>
      cleanText(given, [...path, 'name'], problems, { max: LONGEST.siteName, isName: true }),
    ),
    taxCode: changed(input.taxCode, before.taxCode, (given) =>
      readBranchTaxCode(given, firmTaxCode, [...path, 'taxCode'], reading),
    ),
    address: changed(input.address, before.address, (given) =>
      cleanText(given, [...path, 'address'], problems, { max: LONGEST.siteAddress, multiline: true }),
    ),
    statedPlace: readStatedPlace(input, before.statedPlace, path, reading),
    coordinates: readCoordinates(input, before, path, reading),
  };
  const { coordinates, ...facts } = words;
  const isSaid = [facts.name, facts.address, coordinates, ...Object.values(facts.statedPlace)].some(Boolean);
  const isGiven = [
    input.name,
    input.address,
    input.latitude,
    input.industrialPark,
    input.ward,
    input.province,
    input.country,
  ];
  if (!isSaid && isGiven.every((value) => !value)) problems.add(SUPPLIER.SITE_EMPTY, path);
  return { ...facts, ...placeOf(facts.address, facts.statedPlace, coordinates, path, reading) };
}

function readBranchTaxCode(given: string, firmTaxCode: string | null, path: Path, { problems }: Reading) {
  const text = cleanText(given, path, problems, { max: 30 });
  if (text === null) return null;
  const code = readVietnameseTaxCode(text);
  const firm = firmTaxCode ?? '–';
  if (code.isValid && code.taxCode !== firm && headOfficeOf(code.taxCode) === firm) return code.taxCode;
  problems.add(SUPPLIER_VALUE.BRANCH_TAX_CODE_EXPECTED, path, { firm });
  return null;
}

function readStatedPlace(input: SiteInput, before: StatedPlace, path: Path, reading: Reading): StatedPlace {
  const { administrativeUnits, industrialParks } = reading.taxonomy;
  const country = changed(input.country, before.country ?? null, (given) =>
    readCountry(given, [...path, 'country'], reading),
  );
  const province = changed(input.province, before.province ?? null, (given) => {
    const provinces = among(administrativeUnits, (unit) => unit.level === 'province' && unit.validTo === null);
    return readWord(provinces, given, [...path, 'province'], reading);
  });
  const ward = changed(input.ward, before.ward ?? null, (given) => {
    const isToday = (unit: { level: string; validTo: string | null }): boolean =>
      unit.level === 'ward' && unit.validTo === null;
    // Many wards share a name. The province tells them apart, unless a code was given, which contradicts or does not.
    const wards = among(
      administrativeUnits,
      (unit) => isToday(unit) && (province === null || unit.code === given.trim() || unit.provinceCode === province),
    );
    return readWord(wards, given, [...path, 'ward'], reading);
  });
  const industrialPark = changed(input.industrialPark, before.industrialPark ?? null, (given) =>
    readWord(industrialParks, given, [...path, 'industrialPark'], reading),
  );
  const stated = { industrialPark, ward, province, country };
  return Object.fromEntries(Object.entries(stated).filter(([, code]) => code !== null));
}

function readCountry(given: string, path: Path, { problems }: Reading): string | null {
  const word = cleanText(given, path, problems, { required: true, max: 100 });
  if (word === null) return null;
  const code = countryCodeOf(word);
  if (code === null) problems.add(SUPPLIER_VALUE.COUNTRY_UNKNOWN, path, { word });
  return code;
}

function readCoordinates(input: SiteInput, before: SiteFacts, path: Path, { problems }: Reading) {
  const isStated = before.coordinatesFrom === 'STATED';
  const degrees = (name: 'latitude' | 'longitude', most: number): number | null =>
    changed(input[name], isStated ? before[name] : null, (value) => {
      if (value >= -most && value <= most) return value;
      problems.add(SUPPLIER_VALUE.VALUE_OUT_OF_RANGE, [...path, name], { value, minimum: -most, maximum: most });
      return null;
    });
  const isAbsent = (name: 'latitude' | 'longitude'): boolean =>
    input[name] === null || (input[name] === undefined && !isStated);
  const [latitude, longitude] = [degrees('latitude', 90), degrees('longitude', 180)];
  if (isAbsent('latitude') !== isAbsent('longitude')) {
    problems.add(SUPPLIER_VALUE.SITE_COORDINATE_MISSING, [...path, isAbsent('latitude') ? 'latitude' : 'longitude']);
  }
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
