import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import type { LabelledFirm, LabelledLine, LabelledRequest } from './labelled-cases.js';
import { processInSector, sectorsNamed, sectorsOfProcesses } from './process-words.js';

/**
 * Labelled cases as the API takes them: the file’s own words, values with their units. Where a word for a process names
 * several (“cutting”), the code of the one in the firm’s sector stands instead, as a person would choose it from the list.
 */

export interface FirmInput extends Record<string, unknown> {
  sites: { key: string }[];
  capabilities: Record<string, unknown>[];
  certificates: Record<string, unknown>[];
}

/** What of a firm needs a file behind it, as the file of cases grades it. */
export const isProven = (evidence: string | null | undefined): boolean =>
  evidence !== null && evidence !== undefined && evidence !== 'declared';

/** A name plays no part in matching: where the file has none that could be used, the id does. */
export const nameOr = (name: string | null | undefined, id: string): string => name?.trim().slice(0, 150) || id;

export function firmInput(firm: LabelledFirm, evidenceFileId: string | null, taxonomy: Taxonomy): FirmInput {
  const sectors = sectorsNamed(firm.sectors ?? [], taxonomy);
  const fileFor = (evidence: string | null | undefined) => (isProven(evidence) ? { evidenceFileId } : {});
  return {
    name: nameOr(firm.name, firm.id),
    tradingName: firm.tradingName,
    sectors: firm.sectors,
    languages: firm.languages,
    endMarkets: firm.endMarkets,
    sites: sitesOf(firm),
    capabilities: (firm.capabilities ?? []).map((capability) => ({
      site: capability.site,
      process: processInSector(capability.process, sectors, taxonomy),
      isOwn: capability.own,
      materials: capability.materials,
      maxSize: size(capability.maxSizeMm),
      maxMass: value(capability.maxMassKg, 'kg'),
      tolerance: value(capability.toleranceMm, 'mm'),
      roughnessRa: value(capability.roughnessRaUm, 'um'),
      thickness: capability.thicknessMm && {
        min: value(capability.thicknessMm[0], 'mm'),
        max: value(capability.thicknessMm[1], 'mm'),
      },
      minLotPieces: capability.minLot,
      monthlyCapacity: capability.monthlyCapacity,
      leadTimeDays: capability.leadTimeDays,
      characteristics: Object.entries(capability.extra ?? {}).map(([code, number]) => ({ code, value: number })),
      ...fileFor(capability.evidence),
    })),
    certificates: (firm.certificates ?? []).map(({ standard, validFrom, validTo, sites, evidence }) => ({
      standard,
      validFrom,
      validTo,
      sites,
      ...fileFor(evidence),
    })),
  };
}

/** Those described, and those only named by a capability or certificate, of which nothing else is known. */
function sitesOf(firm: LabelledFirm): FirmInput['sites'] {
  const described = (firm.sites ?? []).map(({ id, place, lat, lng }) => ({
    key: id,
    name: id,
    address: place,
    latitude: lat,
    longitude: lng,
  }));
  const named = [
    ...(firm.capabilities ?? []).map(({ site }) => site),
    ...(firm.certificates ?? []).flatMap(({ sites }) => sites ?? []),
  ];
  const bare = [...new Set(named)].filter((id) => !described.some(({ key }) => key === id));
  return [...described, ...bare.map((id) => ({ key: id, name: id }))];
}

export interface RequestInput extends Record<string, unknown> {
  lines: LineInput[];
}

export interface LineInput extends Record<string, unknown> {
  operations: object[];
  requirements: { certificates: { standard: string }[]; characteristics: { code: string }[] };
}

export function requestInput(
  request: LabelledRequest,
  taxCodes: ReadonlyMap<string, string>,
  taxonomy: Taxonomy,
): RequestInput {
  return {
    title: nameOr(request.title, request.id),
    excludedTaxCodes: (request.exclude ?? []).map((firm) => taxCodes.get(firm)!),
    lines: request.lines.map((line) => lineInput(line, taxonomy)),
  };
}

function lineInput(line: LabelledLine, taxonomy: Taxonomy): LineInput {
  const sectors = sectorsOfProcesses(
    line.operations.map(({ process }) => process),
    taxonomy,
  );
  return {
    title: nameOr(line.title, line.id),
    operations: line.operations.map(({ process, ownOnly }) => ({
      process: processInSector(process, sectors, taxonomy),
      ownOnly,
    })),
    requirements: requirementsInput(line.requirements),
  };
}

function requirementsInput(asked: LabelledLine['requirements']): LineInput['requirements'] {
  const { material, size: part, mass, thickness, tolerance, roughness, lot, volume, leadTime } = asked;
  const { delivery, languages, endMarket, certificates = [], extra = [] } = asked;
  return {
    ...(material && { material: { anyOf: material.anyOf, exactGrade: material.exactGrade, ...level(material) } }),
    ...(part && { size: { ...size(part.mm), ...level(part) } }),
    ...(mass && { mass: { value: value(mass.kg, 'kg'), ...level(mass) } }),
    ...(thickness && { thickness: { value: value(thickness.mm, 'mm'), ...level(thickness) } }),
    ...(tolerance && { tolerance: { ...toleranceInput(tolerance), ...level(tolerance) } }),
    ...(roughness && { roughness: { ra: value(roughness.raUm, 'um'), ...level(roughness) } }),
    ...(lot && { lot: { pieces: lot.pieces, ...level(lot) } }),
    ...(volume && {
      volume: {
        perMonth: { value: volume.perMonth, unit: volume.unit },
        partMass: value(volume.partMassKg, 'kg'),
        ...level(volume),
      },
    }),
    ...(leadTime && { leadTime: { days: leadTime.days, ...level(leadTime) } }),
    ...(delivery && { delivery: deliveryInput(delivery) }),
    ...(languages && { languages: { anyOf: languages.anyOf, ...level(languages) } }),
    ...(endMarket && { endMarkets: { anyOf: endMarket.anyOf, ...level(endMarket) } }),
    certificates: certificates.map((certificate) => ({
      standard: certificate.standard,
      minEvidence: certificate.minEvidence?.toUpperCase(),
      ...level(certificate),
    })),
    characteristics: extra.map((one) => ({ code: one.key, atLeast: one.atLeast, atMost: one.atMost, ...level(one) })),
  };
}

/** A distance without a level is no requirement: only the days count, for the certificates. */
function deliveryInput(delivery: NonNullable<LabelledLine['requirements']['delivery']>): object {
  const { from, to, place, lat, lng, maxKm } = delivery;
  const days = { from, to, place, latitude: lat, longitude: lng };
  if (!delivery.level || typeof maxKm !== 'number') return days;
  return { ...days, maxDistance: value(maxKm, 'km'), ...level({ level: delivery.level, weight: delivery.weight }) };
}

function toleranceInput(asked: NonNullable<LabelledLine['requirements']['tolerance']>): object {
  if ('mm' in asked) return { plusMinus: value(asked.mm, 'mm') };
  const nominal = value(asked.nominalMm, 'mm');
  return 'itGrade' in asked ? { itGrade: asked.itGrade, nominal } : { iso2768: asked.iso2768, nominal };
}

const level = (asked: { level: 'must' | 'prefer'; weight?: number | undefined }) =>
  asked.level === 'must' ? { level: 'MUST' } : { level: 'PREFERENCE', weight: asked.weight };

const value = (number: number | null | undefined, unit: string) =>
  number === null || number === undefined ? undefined : { value: number, unit };

const size = (sides: readonly [number, number, number] | null | undefined) =>
  sides && { length: value(sides[0], 'mm'), width: value(sides[1], 'mm'), height: value(sides[2], 'mm') };
