import { NO_REQUIREMENTS } from '../../src/criteria/registry.js';
import type { LineSnapshot, Requirements } from '../../src/matching/matching-input.js';
import type {
  CapabilitySnapshot,
  CertificateSnapshot,
  FirmSnapshot,
} from '../../src/suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy, Vocabulary } from '../../src/taxonomy/taxonomy.js';
import type { LabelledCases, LabelledFirm, LabelledLine, LabelledRequest } from './labelled-cases.js';
import { processInSector, sectorsNamed, sectorsOfProcesses } from './process-words.js';
import { coordinates, grade, storedRequirements, type VocabularyName } from './requirement-labels.js';

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
    const asked = storedRequirements(requirements, {
      codes: (name, words) => this.codes(name, words, id) ?? [],
      codeOrMarked: (name, word) => this.code(name, word, id) ?? `${UNKNOWN_PREFIX}${word}`,
      note: (key, own) => void keys.set(key, own),
    });
    return { ...NO_REQUIREMENTS, ...asked };
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
