import { fold } from '../platform/text/fold.js';
import { wordsOfTerm } from './check-data.js';
import { readProvinceNames } from './load-taxonomy.js';
import { vocabularyOf } from './vocabulary.js';
import { unitTypeInFull } from './readings.js';
import type { ProvinceName } from './data-files.js';
import type { AdministrativeUnit, IndustrialPark, Taxonomy } from './taxonomy.js';

/** What the words of a place say for sure. Null and empty where they do not say it. */
export interface Place {
  park: IndustrialPark | null;
  /** Wards of today that the words may mean: several where a name is shared and the words do not decide. */
  wards: AdministrativeUnit[];
  province: AdministrativeUnit | null;
  /** The centre of the park, else of the one ward; a province is too wide to have one. */
  coordinates: { latitude: number; longitude: number } | null;
}

export type PlaceReader = (words: string) => Place;

/** No address has more; what has is none, and is not looked at. */
const MOST_PARTS = 20;

const COUNTRY = /^(việt nam|viet nam|vietnam|vn)$/iu;
const PARK =
  /(kcn|kcx|ccn|khu công ngh|khu chế xuất|cụm công nghiệp|khu cong ngh|industrial|techno|hi-?tech|\bIP\b|\bIZ\b)/iu;
const WARD = /^(phường|phuong|xã|xa|đặc khu|dac khu|p\.|x\.)\s*\S|\s(ward|commune|special zone)$/iu;

/** The reader over the data files, for a taxonomy loaded from the same ones. */
export function loadPlaceReader(taxonomy: Taxonomy): PlaceReader {
  return placeReader(taxonomy, readProvinceNames());
}

/**
 * Reads the words of a place as firms write them: "KCN Quang Minh, Hà Nội", "xã Quang Minh, TP Hà Nội", "KCN Đồng Văn,
 * Hà Nam" with a province of before July 2025. It takes a ward or a park only where the words name it as one, because
 * a bare name is as often a former district, and it keeps silent where two parts of the words contradict each other.
 */
export function placeReader(taxonomy: Taxonomy, provinceNames: readonly ProvinceName[]): PlaceReader {
  const { administrativeUnits, industrialParks } = taxonomy;
  const formerProvinces = vocabularyOf(
    provinceNames.filter(({ until }) => until !== null).map((province) => ({ ...province, code: province.name })),
    {
      wordsOf: ({ name, synonyms }) =>
        [name, ...synonyms].flatMap((word) => [word, `Tỉnh ${word}`, `${word} Province`]),
      readings: [unitTypeInFull],
    },
  );

  /** Parks that are known by letters of their own (VSIP, HANSSIP); all others share their name with a place. */
  const lettered = new Set(
    industrialParks.all.flatMap((park) =>
      wordsOfTerm(park)
        .filter((word) => /\p{Lu}{4,}/u.test(word))
        .map(fold),
    ),
  );

  /** Codes of today's provinces that a part of the words names; empty where it names none. */
  const provincesOf = (part: string): string[] => {
    const today = administrativeUnits.lookUp(part).exact.filter(({ level }) => level === 'province');
    if (today.length > 0) return today.map(({ code }) => code);
    return [...new Set(formerProvinces.lookUp(part).exact.flatMap(({ provinceCodes }) => provinceCodes))];
  };

  return (words) => {
    const parts = words
      .normalize('NFC')
      .split(/[,;\n，、]|\s[-–]\s(?=(?:tp\.?|thành phố|tỉnh)\s)/iu)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !COUNTRY.test(part));
    if (parts.length > MOST_PARTS) return { park: null, wards: [], province: null, coordinates: null };

    const places = parts.map((part) => ({
      parks: PARK.test(part) || lettered.has(fold(part)) ? industrialParks.lookUp(part).exact : [],
      wards: WARD.test(part) ? administrativeUnits.lookUp(part).exact.filter(({ level }) => level === 'ward') : [],
      provinces: WARD.test(part) || PARK.test(part) ? [] : provincesOf(part),
    }));

    const named = places.findLast(({ provinces }) => provinces.length > 0)?.provinces;
    const lies = (provinceCode: string | null) => !named || (provinceCode !== null && named.includes(provinceCode));

    const parksSaid = places.find(({ parks }) => parks.length > 0)?.parks ?? [];
    const parks = parksSaid.filter(({ provinceCode }) => lies(provinceCode));
    const park = parks.length === 1 ? parks[0]! : null;

    const wardsSaid = places.find(({ wards }) => wards.length > 0)?.wards ?? [];
    const inProvince = wardsSaid.filter(({ provinceCode }) => lies(provinceCode));
    const besidePark = inProvince.filter(({ provinceCode }) => park === null || provinceCode === park.provinceCode);
    const wards = besidePark.length > 0 ? besidePark : inProvince;

    const provinceCodes = new Set(
      named?.length === 1 ? named : [...parks, ...wards].map(({ provinceCode }) => provinceCode ?? ''),
    );
    const [provinceCode = ''] = provinceCodes;
    return {
      park,
      wards,
      province: provinceCodes.size === 1 ? (administrativeUnits.get(provinceCode) ?? null) : null,
      coordinates: centreOf(park) ?? (wards.length === 1 ? centreOf(wards[0]!) : null),
    };
  };
}

function centreOf(unit: { latitude: number | null; longitude: number | null } | null) {
  if (!unit || unit.latitude === null || unit.longitude === null) return null;
  return { latitude: unit.latitude, longitude: unit.longitude };
}
