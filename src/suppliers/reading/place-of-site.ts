import type { AdministrativeUnit, IndustrialPark } from '../../taxonomy/taxonomy.js';
import type { Site, StatedPlace } from '../site.entity.js';
import { SUPPLIER_VALUE } from '../suppliers.errors.js';
import type { Path, Reading } from './reading.js';

const HOME = 'VN';

interface Coordinates {
  latitude: number;
  longitude: number;
}

export type SitePlace = Pick<
  Site,
  | 'wardCode'
  | 'wardCandidates'
  | 'provinceCode'
  | 'industrialParkCode'
  | 'countryCode'
  | 'latitude'
  | 'longitude'
  | 'coordinatesFrom'
>;

interface Units {
  park: IndustrialPark | null;
  wards: AdministrativeUnit[];
  provinceCode: string | null;
  countryCode: string | null;
}

/**
 * Where a site lies: what the firm stated goes before what the address resolves to, and what contradicts it is left out.
 * Where the words fit several wards, none is chosen. Coordinates are the firm’s own, else the centre of the park, else
 * of the ward; a province is too wide for one.
 */
export function placeOf(
  address: string | null,
  stated: StatedPlace,
  coordinates: Coordinates | null,
  path: Path,
  reading: Reading,
): SitePlace {
  const units = unitsOf(address, stated, path, reading);
  const ward = units.wards.length === 1 ? units.wards[0]! : null;
  return {
    wardCode: ward?.code ?? null,
    wardCandidates: units.wards.length > 1 ? units.wards.map(({ code }) => code) : [],
    provinceCode: units.provinceCode,
    industrialParkCode: units.park?.code ?? null,
    countryCode: units.countryCode,
    ...whereabouts(coordinates, units.park, ward),
  };
}

function unitsOf(
  address: string | null,
  stated: StatedPlace,
  path: Path,
  { taxonomy, problems, readPlace }: Reading,
): Units {
  const statedPark = stated.industrialPark ? taxonomy.industrialParks.get(stated.industrialPark)! : null;
  const statedWard = stated.ward ? taxonomy.administrativeUnits.get(stated.ward)! : null;
  const statedProvince = stated.province ?? statedWard?.provinceCode ?? statedPark?.provinceCode ?? null;
  const isAbroad = stated.country !== undefined && stated.country !== HOME;
  const outer = isAbroad ? stated.country! : (taxonomy.administrativeUnits.get(statedProvince ?? '')?.fullName ?? '');
  const contradicts = (inner: string, provinceCode: string | null, field: string): void => {
    if (!isAbroad && provinceCode === statedProvince) return;
    problems.add(SUPPLIER_VALUE.PLACE_CONTRADICTS, [...path, field], { inner, outer });
  };
  if (statedWard) contradicts(statedWard.fullName, statedWard.provinceCode, 'ward');
  if (statedPark) contradicts(statedPark.labels.vi, statedPark.provinceCode, 'industrialPark');
  if (isAbroad) return { park: null, wards: [], provinceCode: null, countryCode: stated.country! };

  const resolved = address === null ? null : readPlace(address);
  const fits = ({ provinceCode }: { provinceCode: string | null }): boolean =>
    statedProvince === null || provinceCode === statedProvince;
  const park = statedPark ?? [resolved?.park].find((one) => one && fits(one)) ?? null;
  const wards = statedWard ? [statedWard] : (resolved?.wards ?? []).filter(fits);
  const provinceOfWards = new Set(wards.map(({ provinceCode }) => provinceCode));
  const provinceCode =
    statedProvince ??
    (provinceOfWards.size === 1 ? [...provinceOfWards][0]! : null) ??
    resolved?.province?.code ??
    park?.provinceCode ??
    null;
  return { park, wards, provinceCode, countryCode: stated.country ?? (provinceCode === null ? null : HOME) };
}

function whereabouts(
  stated: Coordinates | null,
  park: IndustrialPark | null,
  ward: AdministrativeUnit | null,
): Pick<Site, 'latitude' | 'longitude' | 'coordinatesFrom'> {
  if (stated) return { ...stated, coordinatesFrom: 'STATED' };
  const centres = [
    { unit: park, coordinatesFrom: 'PARK' as const },
    { unit: ward, coordinatesFrom: 'WARD' as const },
  ];
  for (const { unit, coordinatesFrom } of centres) {
    if (unit && unit.latitude !== null && unit.longitude !== null) {
      return { latitude: unit.latitude, longitude: unit.longitude, coordinatesFrom };
    }
  }
  return { latitude: null, longitude: null, coordinatesFrom: null };
}
