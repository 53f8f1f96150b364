import { known } from '../taxonomy/known.js';
import type { LengthModel, MassModel } from '../taxonomy/measures.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { DeliveryPlace, Level, LineContent, Requirements } from './line-content.js';
import type { RequestOperationModel } from './requests.models.js';
import type { DeliveryRequirementModel, RequirementsModel, ToleranceRequirementModel } from './requirements.models.js';

/** How a stored line is shown: codes as the taxonomy's objects, numbers with the unit they are stored in. */

const millimetres = (value: number): LengthModel => ({ value, unit: 'mm' });
const kilograms = (value: number): MassModel => ({ value, unit: 'kg' });
const counts = (level: Level) => ({ level: level.level, weight: level.level === 'PREFERENCE' ? level.weight : null });

export function operationsModel({ operations }: LineContent, taxonomy: Taxonomy): RequestOperationModel[] {
  return operations.map(({ process, ownOnly }, index) => ({
    position: index + 1,
    process: known(taxonomy.processes, process),
    ownOnly,
  }));
}

export function requirementsModel({ requirements, deliveryPlace }: LineContent, taxonomy: Taxonomy): RequirementsModel {
  const { material, size, mass, thickness, tolerance, roughness, lot, volume, leadTime } = requirements;
  const { languages, endMarkets, certificates, characteristics } = requirements;
  const [length, width, height] = size?.sidesMm.map(millimetres) ?? [];
  return {
    material: material
      ? {
          anyOf: material.anyOf.map((code) => known(taxonomy.materials, code)),
          exactGrade: material.exactGrade,
          ...counts(material),
        }
      : null,
    size: size ? { length: length!, width: width!, height: height!, ...counts(size) } : null,
    mass: mass ? { value: kilograms(mass.kg), ...counts(mass) } : null,
    thickness: thickness ? { value: millimetres(thickness.mm), ...counts(thickness) } : null,
    tolerance: tolerance ? toleranceModel(tolerance) : null,
    roughness: roughness ? { ra: { value: roughness.raUm, unit: 'um' }, ...counts(roughness) } : null,
    lot: lot ? { pieces: lot.pieces, ...counts(lot) } : null,
    volume: volume
      ? {
          perMonth: volume.perMonth,
          partMass: volume.partMassKg === null ? null : kilograms(volume.partMassKg),
          ...counts(volume),
        }
      : null,
    leadTime: leadTime ? { days: leadTime.days, ...counts(leadTime) } : null,
    delivery: deliveryModel(requirements, deliveryPlace, taxonomy),
    certificates: certificates.map(({ standard, minEvidence, ...level }) => ({
      standard: known(taxonomy.certificateStandards, standard),
      minEvidence,
      ...counts(level),
    })),
    languages: languages
      ? { anyOf: languages.anyOf.map((code) => known(taxonomy.languages, code)), ...counts(languages) }
      : null,
    endMarkets: endMarkets
      ? { anyOf: endMarkets.anyOf.map((code) => known(taxonomy.endMarkets, code)), ...counts(endMarkets) }
      : null,
    characteristics: characteristics.map(({ code, atLeast, atMost, ...level }) => ({
      characteristic: known(taxonomy.characteristics, code),
      atLeast,
      atMost,
      ...counts(level),
    })),
  };
}

function toleranceModel(tolerance: NonNullable<Requirements['tolerance']>): ToleranceRequirementModel {
  return {
    plusMinus: tolerance.kind === 'PLUS_MINUS' ? millimetres(tolerance.toleranceMm) : null,
    itGrade: tolerance.kind === 'ISO_286' ? tolerance.itGrade : null,
    iso2768: tolerance.kind === 'ISO_2768' ? tolerance.toleranceClass : null,
    nominal: tolerance.kind === 'PLUS_MINUS' ? null : millimetres(tolerance.nominalMm),
    ...counts(tolerance),
  };
}

function deliveryModel(
  { deliveryWindow, place }: Requirements,
  deliveryPlace: DeliveryPlace | null,
  taxonomy: Taxonomy,
): DeliveryRequirementModel | null {
  if (!deliveryWindow && !place && !deliveryPlace) return null;
  const maxKm = place?.maxKm ?? null;
  return {
    from: deliveryWindow?.from ?? null,
    to: deliveryWindow?.to ?? null,
    place: deliveryPlace?.words ?? null,
    latitude: deliveryPlace?.coordinates?.latitude ?? null,
    longitude: deliveryPlace?.coordinates?.longitude ?? null,
    maxDistance: maxKm === null ? null : { value: maxKm, unit: 'km' },
    provinces: (place?.provinceCodes ?? []).map((code) => known(taxonomy.administrativeUnits, code)),
    ...(place ? counts(place) : { level: null, weight: null }),
  };
}
