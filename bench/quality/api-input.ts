import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import type { LabelledFirm, LabelledLine, LabelledRequest } from './labelled-cases.js';
import { processInSector, sectorsNamed, sectorsOfProcesses } from './process-words.js';
import { boxInMm, inUnit, requirementsGiven } from './requirement-labels.js';

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
      maxSize: boxInMm(capability.maxSizeMm),
      maxMass: inUnit(capability.maxMassKg, 'kg'),
      tolerance: inUnit(capability.toleranceMm, 'mm'),
      roughnessRa: inUnit(capability.roughnessRaUm, 'um'),
      thickness: capability.thicknessMm && {
        min: inUnit(capability.thicknessMm[0], 'mm'),
        max: inUnit(capability.thicknessMm[1], 'mm'),
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
    requirements: { certificates: [], characteristics: [], ...requirementsGiven(line.requirements) },
  };
}
