import { z } from 'zod';
import type { Level } from '../../src/criteria/level.js';
import type { Requirements } from '../../src/criteria/registry.js';
import type { ToleranceRequirement } from '../../src/criteria/tolerance/shape.js';
import type { EvidenceGrade } from '../../src/suppliers/evidence-grade.js';

/**
 * What a line of the file may ask for: how the file writes it, what that is in the taxonomy's codes, and how the API takes
 * it. A criterion of Ketnoi that the file has no word for needs no entry.
 */

export type VocabularyName =
  'processes' | 'materials' | 'certificateStandards' | 'characteristics' | 'endMarkets' | 'languages' | 'units';

/** The taxonomy's codes for the file's words. */
export interface WordsOfFile {
  /** Those that are known. */
  codes(vocabulary: VocabularyName, words: string[]): string[];
  /** A code nobody has, where the word is not known. */
  codeOrMarked(vocabulary: VocabularyName, word: string): string;
  /** The file's own wording of a verdict's key. */
  note(key: string, own: string): void;
}

interface RequirementLabel<Shape extends z.ZodType> {
  shape: Shape;
  stored(asked: z.infer<Shape>, words: WordsOfFile): Partial<Requirements>;
  input(asked: z.infer<Shape>): object;
}

const label = <Shape extends z.ZodType>(
  shape: Shape,
  stored: RequirementLabel<Shape>['stored'],
  input: RequirementLabel<Shape>['input'],
): RequirementLabel<Shape> => ({ shape, stored, input });

export const sides = z.tuple([z.number(), z.number(), z.number()]);
export const evidence = z.enum(['declared', 'documented', 'verified', 'visited', 'proven']);
export const date = z.iso.date();
const level = { level: z.enum(['must', 'prefer']), weight: z.number().positive().optional() };
const tolerance = z.union([
  z.object({ mm: z.number(), ...level }),
  z.object({ itGrade: z.number().int(), nominalMm: z.number(), ...level }),
  z.object({ iso2768: z.enum(['f', 'm', 'c', 'v']), nominalMm: z.number(), ...level }),
]);
const delivery = z.object({
  from: date.nullish(),
  to: date.nullish(),
  place: z.string().nullish(),
  lat: z.number().nullish(),
  lng: z.number().nullish(),
  maxKm: z.number().nullish(),
  level: level.level.optional(),
  weight: level.weight,
});

const LABELS = {
  material: label(
    z.object({ anyOf: z.array(z.string()), exactGrade: z.boolean().optional(), ...level }),
    ({ anyOf, exactGrade, ...counts }, words) => ({
      material: { anyOf: words.codes('materials', anyOf), exactGrade: exactGrade ?? false, ...stored(counts) },
    }),
    ({ anyOf, exactGrade, ...counts }) => ({ material: { anyOf, exactGrade, ...given(counts) } }),
  ),
  size: label(
    z.object({ mm: sides, ...level }),
    ({ mm, ...counts }) => ({ size: { sidesMm: mm, ...stored(counts) } }),
    ({ mm, ...counts }) => ({ size: { ...boxInMm(mm), ...given(counts) } }),
  ),
  mass: label(
    z.object({ kg: z.number(), ...level }),
    ({ kg, ...counts }) => ({ mass: { kg, ...stored(counts) } }),
    ({ kg, ...counts }) => ({ mass: { value: inUnit(kg, 'kg'), ...given(counts) } }),
  ),
  thickness: label(
    z.object({ mm: z.number(), ...level }),
    ({ mm, ...counts }) => ({ thickness: { mm, ...stored(counts) } }),
    ({ mm, ...counts }) => ({ thickness: { value: inUnit(mm, 'mm'), ...given(counts) } }),
  ),
  tolerance: label(
    tolerance,
    (asked) => ({ tolerance: { ...storedTolerance(asked), ...stored(asked) } }),
    (asked) => ({ tolerance: { ...givenTolerance(asked), ...given(asked) } }),
  ),
  roughness: label(
    z.object({ raUm: z.number(), ...level }),
    ({ raUm, ...counts }) => ({ roughness: { raUm, ...stored(counts) } }),
    ({ raUm, ...counts }) => ({ roughness: { ra: inUnit(raUm, 'um'), ...given(counts) } }),
  ),
  lot: label(
    z.object({ pieces: z.number(), ...level }),
    ({ pieces, ...counts }) => ({ lot: { pieces, ...stored(counts) } }),
    ({ pieces, ...counts }) => ({ lot: { pieces, ...given(counts) } }),
  ),
  volume: label(
    z.object({ perMonth: z.number(), unit: z.string(), partMassKg: z.number().nullish(), ...level }),
    ({ perMonth, unit, partMassKg, ...counts }, words) => ({
      volume: {
        perMonth: { value: perMonth, unit: words.codeOrMarked('units', unit) },
        partMassKg: partMassKg ?? null,
        ...stored(counts),
      },
    }),
    ({ perMonth, unit, partMassKg, ...counts }) => ({
      volume: { perMonth: { value: perMonth, unit }, partMass: inUnit(partMassKg, 'kg'), ...given(counts) },
    }),
  ),
  leadTime: label(
    z.object({ days: z.number(), ...level }),
    ({ days, ...counts }) => ({ leadTime: { days, ...stored(counts) } }),
    ({ days, ...counts }) => ({ leadTime: { days, ...given(counts) } }),
  ),
  // A distance without a level is no requirement: only the days count, for the certificates.
  delivery: label(
    delivery,
    ({ from, to, maxKm, ...asked }) => ({
      deliveryWindow: from && to ? { from, to } : null,
      ...(asked.level &&
        typeof maxKm === 'number' && {
          place: {
            coordinates: coordinates(asked),
            maxKm,
            provinceCodes: [],
            ...stored({ level: asked.level, weight: asked.weight }),
          },
        }),
    }),
    ({ from, to, place, lat, lng, maxKm, ...asked }) => ({
      delivery: {
        ...{ from, to, place, latitude: lat, longitude: lng },
        ...(asked.level &&
          typeof maxKm === 'number' && {
            maxDistance: inUnit(maxKm, 'km'),
            ...given({ level: asked.level, weight: asked.weight }),
          }),
      },
    }),
  ),
  certificates: label(
    z.array(z.object({ standard: z.string(), minEvidence: evidence.nullish(), ...level })),
    (asked, words) => ({
      certificates: asked.map(({ standard, minEvidence, ...counts }) => {
        const code = words.codeOrMarked('certificateStandards', standard);
        words.note(`certificate:${code}`, `certificate:${standard}`);
        return { standard: code, minEvidence: grade(minEvidence), ...stored(counts) };
      }),
    }),
    (asked) => ({
      certificates: asked.map(({ standard, minEvidence, ...counts }) => ({
        standard,
        minEvidence: minEvidence?.toUpperCase(),
        ...given(counts),
      })),
    }),
  ),
  languages: label(
    z.object({ anyOf: z.array(z.string()), ...level }),
    ({ anyOf, ...counts }, words) => ({
      languages: { anyOf: words.codes('languages', anyOf), ...stored(counts) },
    }),
    ({ anyOf, ...counts }) => ({ languages: { anyOf, ...given(counts) } }),
  ),
  endMarket: label(
    z.object({ anyOf: z.array(z.string()), ...level }),
    ({ anyOf, ...counts }, words) => ({
      endMarkets: { anyOf: words.codes('endMarkets', anyOf), ...stored(counts) },
    }),
    ({ anyOf, ...counts }) => ({ endMarkets: { anyOf, ...given(counts) } }),
  ),
  extra: label(
    z.array(z.object({ key: z.string(), atLeast: z.number().nullish(), atMost: z.number().nullish(), ...level })),
    (asked, words) => ({
      characteristics: asked.map(({ key, atLeast, atMost, ...counts }) => {
        const code = words.codeOrMarked('characteristics', key);
        words.note(`characteristic:${code}`, `extra:${key}`);
        return { code, atLeast: atLeast ?? null, atMost: atMost ?? null, ...stored(counts) };
      }),
    }),
    (asked) => ({
      characteristics: asked.map(({ key, atLeast, atMost, ...counts }) => ({
        code: key,
        atLeast,
        atMost,
        ...given(counts),
      })),
    }),
  ),
};

type Labels = typeof LABELS;

/** The requirements of a line in the file. */
export const requirementLabels = z.object(
  Object.fromEntries(Object.entries(LABELS).map(([name, { shape }]) => [name, shape.optional()])) as {
    [Name in keyof Labels]: z.ZodOptional<Labels[Name]['shape']>;
  },
);
export type LabelledRequirements = z.infer<typeof requirementLabels>;

const entriesOf = (asked: LabelledRequirements): [RequirementLabel<z.ZodType>, unknown][] =>
  Object.entries(LABELS).flatMap(([name, one]): [RequirementLabel<z.ZodType>, unknown][] => {
    const given = asked[name as keyof Labels];
    return given ? [[one as unknown as RequirementLabel<z.ZodType>, given]] : [];
  });

export const storedRequirements = (asked: LabelledRequirements, words: WordsOfFile): Partial<Requirements> =>
  Object.assign({}, ...entriesOf(asked).map(([one, given]) => one.stored(given, words)));

export const requirementsGiven = (asked: LabelledRequirements): object =>
  Object.assign({}, ...entriesOf(asked).map(([one, given]) => one.input(given)));

interface Counts {
  level: 'must' | 'prefer';
  weight?: number | undefined;
}

const stored = ({ level, weight }: Counts): Level =>
  level === 'must' ? { level: 'MUST' } : { level: 'PREFERENCE', weight: weight ?? 1 };

const given = ({ level, weight }: Counts) => (level === 'must' ? { level: 'MUST' } : { level: 'PREFERENCE', weight });

export const grade = (word: string | null | undefined): EvidenceGrade | null =>
  word ? (word.toUpperCase() as EvidenceGrade) : null;

export const coordinates = ({ lat, lng }: { lat?: number | null | undefined; lng?: number | null | undefined }) =>
  typeof lat === 'number' && typeof lng === 'number' ? { latitude: lat, longitude: lng } : null;

export const inUnit = (number: number | null | undefined, unit: string) =>
  number === null || number === undefined ? undefined : { value: number, unit };

export const boxInMm = (box: readonly [number, number, number] | null | undefined) =>
  box && { length: inUnit(box[0], 'mm'), width: inUnit(box[1], 'mm'), height: inUnit(box[2], 'mm') };

function storedTolerance(asked: z.infer<typeof tolerance>): ToleranceRequirement {
  if ('mm' in asked) return { kind: 'PLUS_MINUS', toleranceMm: asked.mm };
  if ('itGrade' in asked) return { kind: 'ISO_286', itGrade: asked.itGrade, nominalMm: asked.nominalMm };
  return { kind: 'ISO_2768', toleranceClass: asked.iso2768, nominalMm: asked.nominalMm };
}

function givenTolerance(asked: z.infer<typeof tolerance>): object {
  if ('mm' in asked) return { plusMinus: inUnit(asked.mm, 'mm') };
  const nominal = inUnit(asked.nominalMm, 'mm');
  return 'itGrade' in asked ? { itGrade: asked.itGrade, nominal } : { iso2768: asked.iso2768, nominal };
}
