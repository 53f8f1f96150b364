import type { Coordinates, SiteSnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import { UNIT } from '../../taxonomy/units.js';
import { tidy, unknown, weakest, type Judgement, type Stated } from '../verdict.js';
import { numberOf, numberOrNull } from '../numbers.js';
import type { PlaceRequirement } from './shape.js';

/**
 * Place: a site within so many kilometres of the place of delivery, as the crow flies, or in one of the provinces
 * named; where the buyer gave both, both must hold.
 */

/** Mean radius of the Earth (IUGG R1). */
const EARTH_RADIUS_KM = 6371.0088;
/** Sites are known to a park or a ward, so a distance is reported to a tenth of a kilometre. */
const reportedKm = (km: number): number => Math.round(km * 10) / 10;

export const askedNearness = ({ maxKm, provinceCodes }: PlaceRequirement): Stated => ({
  kind: 'NEARNESS',
  maxKm: numberOrNull(maxKm, 'place', 'requirement.maxKm'),
  provinceCodes: [...provinceCodes],
});

export function judgePlace(requirement: PlaceRequirement, site: SiteSnapshot): Judgement {
  const maxKm = numberOrNull(requirement.maxKm, 'place', 'requirement.maxKm');
  const required = askedNearness(requirement);
  const refs = { capabilityId: null, siteId: site.id, certificateIds: [] };
  const judgements: Judgement[] = [];
  if (maxKm !== null) {
    judgements.push(judgeDistance(requirement.coordinates, maxKm, site, required));
  }
  if (requirement.provinceCodes.length > 0) judgements.push(judgeProvince(requirement, site, required));
  const [first, ...rest] = judgements;
  return first === undefined ? unknown(required, 'NOT_JUDGED', refs) : weakest([first, ...rest]);
}

function judgeDistance(to: Coordinates | null, maxKm: number, site: SiteSnapshot, required: Stated): Judgement {
  const refs = { capabilityId: null, siteId: site.id, certificateIds: [] };
  if (to === null) return unknown(required, 'NOT_JUDGED', refs);
  if (site.coordinates === null) return unknown(required, 'SILENT', refs);
  const km = greatCircleKm(pointOf(to, 'requirement.coordinates'), pointOf(site.coordinates, 'site.coordinates'));
  const isWithin = tidy(km) <= maxKm;
  return {
    outcome: isWithin ? 'MET' : 'UNMET',
    reason: isWithin ? 'HOLDS' : 'SHORT',
    required,
    offered: { kind: 'LOCATION', km: reportedKm(km), provinceCode: site.provinceCode },
    margin: reportedKm(maxKm - km),
    unit: UNIT.km,
    evidence: null,
    refs,
  };
}

function judgeProvince({ provinceCodes }: PlaceRequirement, site: SiteSnapshot, required: Stated): Judgement {
  const refs = { capabilityId: null, siteId: site.id, certificateIds: [] };
  if (site.provinceCode === null) return unknown(required, 'SILENT', refs);
  const isAmong = provinceCodes.includes(site.provinceCode);
  return {
    outcome: isAmong ? 'MET' : 'UNMET',
    reason: isAmong ? 'HOLDS' : 'NOT_AMONG',
    required,
    offered: { kind: 'LOCATION', km: null, provinceCode: site.provinceCode },
    margin: null,
    unit: null,
    evidence: null,
    refs,
  };
}

function pointOf(point: Coordinates | undefined, field: string): Coordinates {
  return {
    latitude: numberOf(point?.latitude, 'place', `${field}.latitude`),
    longitude: numberOf(point?.longitude, 'place', `${field}.longitude`),
  };
}

/** Haversine: exact enough on a sphere at any distance, and steady for neighbours. */
export function greatCircleKm(from: Coordinates, to: Coordinates): number {
  const radians = Math.PI / 180;
  const halfLatitude = ((to.latitude - from.latitude) * radians) / 2;
  const halfLongitude = ((to.longitude - from.longitude) * radians) / 2;
  const haversine =
    Math.sin(halfLatitude) ** 2 +
    Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * Math.sin(halfLongitude) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
