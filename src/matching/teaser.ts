import type { AsksMaterial } from '../criteria/material/shape.js';
import type { Coordinates } from '../suppliers/snapshots/firm-snapshot.js';
import { greatCircleKm } from '../criteria/place/judge.js';
import type { LineForMatching } from '../requests/request-lines.service.js';
import { known } from '../taxonomy/known.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { converted, unitOf } from '../taxonomy/units.js';

/**
 * What any firm with related work may know of a line, beside its processes: so much that it sees whether the work is for it, and
 * no number of the buyer’s nor anything that depends on one but by a wide, fixed step. It is made of the line alone: whatever a
 * firm states of itself, and however often it changes it, its teaser stays what it is.
 */
export interface Teaser {
  /** Codes of the widest family each material asked for is in, in the order of their codes. */
  materials: string[];
  volume: VolumeBand | null;
  region: DeliveryRegion | null;
}

/** From so much a month up to less than that, in the first unit of what is counted. */
export interface VolumeBand {
  atLeast: number | null;
  below: number | null;
  unit: string;
}

export type DeliveryRegion = 'NORTHERN_VIETNAM' | 'CENTRAL_VIETNAM' | 'SOUTHERN_VIETNAM' | 'ABROAD';

type Line = Pick<LineForMatching, 'requirements' | 'deliveryPlace'>;

export const teaserOf = (line: Line, taxonomy: Taxonomy, readPlace: PlaceReader): Teaser => ({
  materials: materialClasses(line.requirements.material, taxonomy),
  volume: volumeBand(line, taxonomy),
  region: deliveryRegion(line, taxonomy, readPlace),
});

function materialClasses(asked: AsksMaterial['material'], { materials }: Taxonomy): string[] {
  const classOf = (code: string): string => {
    const lineage = materials.lineage(code);
    return (lineage.findLast(({ kind }) => kind === 'family') ?? lineage.at(-1))?.code ?? code;
  };
  return [...new Set(asked?.anyOf.map(classOf))].sort();
}

/** The same steps for everybody and everything: a tenfold each, and no step below the first nor above the last. */
const STEPS = [1_000, 10_000, 100_000, 1_000_000] as const;

function volumeBand({ requirements: { volume } }: Line, { units }: Taxonomy): VolumeBand | null {
  if (!volume) return null;
  const { value, unit: code } = volume.perMonth;
  const asked = unitOf(code, units);
  const unit = units.all.find(({ dimension, isAmount }) => dimension === asked.dimension && isAmount) ?? asked;
  const amount = converted(value, asked, unit)!;
  return {
    atLeast: STEPS.findLast((step) => step <= amount) ?? null,
    below: STEPS.find((step) => step > amount) ?? null,
    unit: unit.code,
  };
}

/** What lies farther from any ward is not in Vietnam. */
const FARTHEST_FROM_A_WARD_KM = 100;

function deliveryRegion(
  { requirements: { place }, deliveryPlace }: Line,
  taxonomy: Taxonomy,
  readPlace: PlaceReader,
): DeliveryRegion | null {
  const coordinates = deliveryPlace?.coordinates ?? place?.coordinates ?? null;
  if (coordinates) {
    const province = provinceAt(coordinates, taxonomy);
    return province === null ? 'ABROAD' : regionOfProvince(province);
  }
  const said = deliveryPlace?.words ? readPlace(deliveryPlace.words).province : null;
  if (said) return regionOfProvince(said.code);
  const regions = new Set(place?.provinceCodes.map(regionOfProvince));
  return regions.size === 1 ? [...regions][0]! : null;
}

function provinceAt(point: Coordinates, { administrativeUnits }: Taxonomy): string | null {
  let nearest: { km: number; province: string } | null = null;
  for (const { latitude, longitude, provinceCode } of administrativeUnits.all) {
    if (latitude === null || longitude === null || provinceCode === null) continue;
    const km = greatCircleKm(point, { latitude, longitude });
    if (km <= (nearest?.km ?? FARTHEST_FROM_A_WARD_KM)) nearest = { km, province: provinceCode };
  }
  return nearest && known(administrativeUnits, nearest.province).code;
}

/** Official codes run from north to south: Thanh Hóa (38) to Lâm Đồng (68) are the centre. */
function regionOfProvince(code: string): DeliveryRegion {
  const number = Number(code);
  if (number < 38) return 'NORTHERN_VIETNAM';
  return number <= 68 ? 'CENTRAL_VIETNAM' : 'SOUTHERN_VIETNAM';
}
