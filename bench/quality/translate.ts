import type { Level } from '../../src/criteria/level.js';
import type { ToleranceRequirement } from '../../src/criteria/tolerance/shape.js';
import type { LineSnapshot, Requirements } from '../../src/matching/matching-input.js';
import type { EvidenceGrade } from '../../src/suppliers/evidence-grade.js';
import type {
  CapabilitySnapshot,
  CertificateSnapshot,
  FirmSnapshot,
} from '../../src/suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy, Vocabulary } from '../../src/taxonomy/taxonomy.js';
import type { LabelledCases, LabelledFirm, LabelledLine, LabelledRequest } from './labelled-cases.js';
import { processInSector, sectorsNamed, sectorsOfProcesses } from './process-words.js';

/**
 * Labelled cases in the taxonomy's codes. Every word goes through the taxonomy's own look-up; a word nobody knows is
 * named in `unknownWords`, never guessed: on a firm it is left out, so the firm is silent there, except that a
 * certificate of an unknown standard still counts as listed; an operation with it stays, answered by nobody.
 */
export interface TranslatedCases {
  asOf: string;
  firms: FirmSnapshot[];
  lines: TranslatedLine[];
  unknownWords: UnknownWord[];
}

export interface TranslatedLine {
  line: LineSnapshot;
  /** The file's own wording of each verdict key: `certificate:iso-9001` there is `certificate:ISO 9001`. */
  keys: ReadonlyMap<string, string>;
}

export interface UnknownWord {
  vocabulary: string;
  word: string;
  /** Where it stands, for whoever completes the taxonomy. */
  where: string;
}

/** Marks a code nobody has, so that it equals only itself. */
const UNKNOWN_PREFIX = '?';

type VocabularyName =
  'processes' | 'materials' | 'certificateStandards' | 'characteristics' | 'endMarkets' | 'languages' | 'units';

export function translateCases(cases: LabelledCases, taxonomy: Taxonomy): TranslatedCases {
  const translator = new Translator(taxonomy);
  return {
    asOf: cases.asOf,
    firms: cases.firms.map((firm) => translator.firm(firm)),
    lines: cases.requests.flatMap((request) => request.lines.map((line) => translator.line(request, line))),
    unknownWords: translator.unknownWords,
  };
}

class Translator {
  readonly unknownWords: UnknownWord[] = [];

  constructor(private readonly taxonomy: Taxonomy) {}

  firm(firm: LabelledFirm): FirmSnapshot {
    const sectors = sectorsNamed(firm.sectors ?? [], this.taxonomy);
    return {
      id: firm.id,
      name: firm.name ?? firm.id,
      languages: this.codes('languages', firm.languages, firm.id),
      factsRevision: 1,
      endMarkets: this.codes('endMarkets', firm.endMarkets, firm.id),
      sites: (firm.sites ?? []).map((site) => ({
        id: site.id,
        place: site.place ?? null,
        provinceCode: null,
        coordinates: coordinates(site),
      })),
      capabilities: (firm.capabilities ?? []).flatMap((capability, index) =>
        this.capability(firm.id, sectors, index, capability),
      ),
      certificates: (firm.certificates ?? []).map((certificate, index) =>
        this.certificate(firm.id, index, certificate),
      ),
    };
  }

  line(request: LabelledRequest, line: LabelledLine): TranslatedLine {
    const keys = new Map<string, string>();
    const sectors = sectorsOfProcesses(
      line.operations.map(({ process }) => process),
      this.taxonomy,
    );
    const operations = line.operations.map(({ process, ownOnly }) => ({
      process: this.process(process, sectors, line.id) ?? `${UNKNOWN_PREFIX}${process}`,
      ownOnly: ownOnly ?? false,
    }));
    return {
      line: {
        id: line.id,
        operations,
        excludedFirmIds: request.exclude ?? [],
        requirements: this.requirements(line, keys),
      },
      keys,
    };
  }

  private capability(
    firmId: string,
    sectors: ReadonlySet<string>,
    index: number,
    capability: NonNullable<LabelledFirm['capabilities']>[number],
  ): CapabilitySnapshot[] {
    const process = this.process(capability.process, sectors, firmId);
    if (process === null) return [];
    const unit = capability.monthlyCapacity ? this.code('units', capability.monthlyCapacity.unit, firmId) : null;
    const characteristics: Record<string, number> = {};
    for (const [key, value] of Object.entries(capability.extra ?? {})) {
      const code = this.code('characteristics', key, firmId);
      if (code !== null) characteristics[code] = value;
    }
    return [
      {
        id: `${firmId}-c${index + 1}`,
        siteId: capability.site,
        process,
        isOwn: capability.own ?? null,
        materials: this.codes('materials', capability.materials, firmId),
        maxSizeMm: capability.maxSizeMm ?? null,
        maxMassKg: capability.maxMassKg ?? null,
        toleranceMm: capability.toleranceMm ?? null,
        roughnessRaUm: capability.roughnessRaUm ?? null,
        thicknessMm: capability.thicknessMm ?? null,
        minLotPieces: capability.minLot ?? null,
        monthlyCapacity: capability.monthlyCapacity && unit ? { value: capability.monthlyCapacity.value, unit } : null,
        leadTimeDays: capability.leadTimeDays ?? null,
        characteristics,
        evidence: grade(capability.evidence) ?? 'DECLARED',
      },
    ];
  }

  private certificate(
    firmId: string,
    index: number,
    certificate: NonNullable<LabelledFirm['certificates']>[number],
  ): CertificateSnapshot {
    const { standard, validFrom, validTo, sites, evidence } = certificate;
    return {
      id: `${firmId}-k${index + 1}`,
      standard: this.code('certificateStandards', standard, firmId) ?? `${UNKNOWN_PREFIX}${standard}`,
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
      isRejected: false,
      siteIds: sites ?? [],
      evidence: grade(evidence) ?? 'DECLARED',
    };
  }

  private requirements({ id, requirements }: LabelledLine, keys: Map<string, string>): Requirements {
    const { material, size, mass, thickness, tolerance, roughness, lot, volume, leadTime } = requirements;
    const { delivery, languages, endMarket, certificates = [], extra = [] } = requirements;
    const codes = (name: VocabularyName, words: string[]): string[] => this.codes(name, words, id) ?? [];
    return {
      ...(material && {
        material: {
          anyOf: codes('materials', material.anyOf),
          exactGrade: material.exactGrade ?? false,
          ...level(material),
        },
      }),
      ...(size && { size: { sidesMm: size.mm, ...level(size) } }),
      ...(mass && { mass: { kg: mass.kg, ...level(mass) } }),
      ...(thickness && { thickness: { mm: thickness.mm, ...level(thickness) } }),
      ...(tolerance && { tolerance: { ...asTolerance(tolerance), ...level(tolerance) } }),
      ...(roughness && { roughness: { raUm: roughness.raUm, ...level(roughness) } }),
      ...(lot && { lot: { pieces: lot.pieces, ...level(lot) } }),
      ...(volume && {
        volume: {
          perMonth: {
            value: volume.perMonth,
            unit: this.code('units', volume.unit, id) ?? `${UNKNOWN_PREFIX}${volume.unit}`,
          },
          partMassKg: volume.partMassKg ?? null,
          ...level(volume),
        },
      }),
      ...(leadTime && { leadTime: { days: leadTime.days, ...level(leadTime) } }),
      ...(delivery?.level &&
        typeof delivery.maxKm === 'number' && {
          place: {
            coordinates: coordinates(delivery),
            maxKm: delivery.maxKm,
            provinceCodes: [],
            ...level({ level: delivery.level, weight: delivery.weight }),
          },
        }),
      ...(languages && { languages: { anyOf: codes('languages', languages.anyOf), ...level(languages) } }),
      ...(endMarket && { endMarkets: { anyOf: codes('endMarkets', endMarket.anyOf), ...level(endMarket) } }),
      certificates: certificates.map((asked) => {
        const code = this.code('certificateStandards', asked.standard, id) ?? `${UNKNOWN_PREFIX}${asked.standard}`;
        keys.set(`certificate:${code}`, `certificate:${asked.standard}`);
        return { standard: code, minEvidence: grade(asked.minEvidence), ...level(asked) };
      }),
      characteristics: extra.map((asked) => {
        const code = this.code('characteristics', asked.key, id) ?? `${UNKNOWN_PREFIX}${asked.key}`;
        keys.set(`characteristic:${code}`, `extra:${asked.key}`);
        return { code, atLeast: asked.atLeast ?? null, atMost: asked.atMost ?? null, ...level(asked) };
      }),
      deliveryWindow: delivery?.from && delivery.to ? { from: delivery.from, to: delivery.to } : null,
    };
  }

  private process(word: string, sectors: ReadonlySet<string>, where: string): string | null {
    return this.code('processes', processInSector(word, sectors, this.taxonomy), where);
  }

  private codes(name: VocabularyName, words: string[] | null | undefined, where: string): string[] | null {
    if (!words) return null;
    return words.flatMap((word) => this.code(name, word, where) ?? []);
  }

  /** Where a word stays ambiguous, the taxonomy's first answer. */
  private code(name: VocabularyName, word: string, where: string): string | null {
    const vocabulary: Vocabulary<{ code: string }> = this.taxonomy[name];
    const found = vocabulary.lookUp(word).exact[0]?.code;
    if (found !== undefined) return found;
    this.unknownWords.push({ vocabulary: name, word, where });
    return null;
  }
}

const level = (asked: { level: 'must' | 'prefer'; weight?: number | undefined }): Level =>
  asked.level === 'must' ? { level: 'MUST' } : { level: 'PREFERENCE', weight: asked.weight ?? 1 };

const grade = (evidence: string | null | undefined): EvidenceGrade | null =>
  evidence ? (evidence.toUpperCase() as EvidenceGrade) : null;

const coordinates = ({ lat, lng }: { lat?: number | null | undefined; lng?: number | null | undefined }) =>
  typeof lat === 'number' && typeof lng === 'number' ? { latitude: lat, longitude: lng } : null;

function asTolerance(asked: NonNullable<LabelledLine['requirements']['tolerance']>): ToleranceRequirement {
  if ('mm' in asked) return { kind: 'PLUS_MINUS', toleranceMm: asked.mm };
  if ('itGrade' in asked) return { kind: 'ISO_286', itGrade: asked.itGrade, nominalMm: asked.nominalMm };
  return { kind: 'ISO_2768', toleranceClass: asked.iso2768, nominalMm: asked.nominalMm };
}
