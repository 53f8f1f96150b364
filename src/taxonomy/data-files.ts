import { z } from 'zod';
import type {
  AdministrativeUnit,
  CertificateStandard,
  Characteristic,
  IndustrialPark,
  Material,
  Process,
  Term,
  Unit,
} from './taxonomy.js';

/** The shapes of the data files, field by field. A field nobody reads is as wrong as one that is missing. */

const text = z
  .string()
  .min(1)
  .refine((value) => value === value.normalize('NFC'), 'is not in NFC')
  .refine((value) => value === value.trim(), 'begins or ends with a space');
const code = z.string().regex(/^\S+$/, 'a code has no spaces');
const degrees = (most: number) => z.number().min(-most).max(most).nullable();
const date = z.iso.date();

const term = {
  code,
  labels: z.strictObject({ vi: text, en: text, ja: text.optional(), ko: text.optional() }),
  synonyms: z.array(text),
  withdrawn: z.literal(true).optional(),
  replacedBy: code.optional(),
};

const process = z.strictObject({
  ...term,
  parent: code.nullable(),
  sectors: z.array(code),
  shapesToSize: z.boolean(),
  source: text,
});

const material = z.strictObject({
  ...term,
  parent: code.nullable(),
  kind: z.enum(['group', 'family', 'grade']),
  designations: z.record(text, z.array(text)),
  equivalentTo: z.array(code),
  source: text,
});

const certificateStandard = z.strictObject({ ...term, field: code, implies: z.array(code), source: text });

const characteristic = z.strictObject({
  ...term,
  unit: code.nullable(),
  better: z.enum(['higher', 'lower']),
  minimum: z.number(),
  maximum: z.number(),
});

const unit = z.strictObject({
  ...term,
  afterNumber: z.union([text, z.strictObject({ vi: text, en: z.strictObject({ one: text, other: text }) })]),
  dimension: code,
  factor: z.number().positive(),
  isAmount: z.boolean(),
});

const administrativeUnit = z.strictObject({
  code: z.string().regex(/^(\d{2}|\d{5})$/),
  level: z.enum(['province', 'ward']),
  name: text,
  fullName: text,
  fullNameEn: text,
  provinceCode: z.string().nullable(),
  latitude: degrees(90),
  longitude: degrees(180),
  validFrom: date,
  validTo: date.nullable(),
});

const industrialPark = z.strictObject({
  ...term,
  provinceCode: z.string(),
  latitude: degrees(90),
  longitude: degrees(180),
  source: text,
});

const provinceName = z.strictObject({
  name: text,
  synonyms: z.array(text),
  provinceCodes: z.array(z.string()).min(1),
  /** The last day the name was official; null where it is a name in use beside the official one (Sài Gòn, TP.HCM). */
  until: date.nullable(),
});
export type ProvinceName = z.infer<typeof provinceName>;

/** A word of the trade that means several things ("cutting": metal or cloth). All others name one entry only. */
const ambiguousWord = z.strictObject({
  vocabulary: z.enum(['sectors', 'processes', 'materials', 'certificateStandards', 'endMarkets']),
  word: text,
});
export type AmbiguousWord = z.infer<typeof ambiguousWord>;

export interface TaxonomyData {
  sectors: Term[];
  processes: Process[];
  materials: Material[];
  certificateStandards: CertificateStandard[];
  characteristics: Characteristic[];
  endMarkets: Term[];
  languages: Term[];
  units: Unit[];
  administrativeUnits: AdministrativeUnit[];
  industrialParks: IndustrialPark[];
  provinceNames: ProvinceName[];
  ambiguousWords: AmbiguousWord[];
}

export const DATA_FILES: { [Part in keyof TaxonomyData]: { file: string; shape: z.ZodType } } = {
  sectors: { file: 'sectors.json', shape: z.strictObject(term) },
  processes: { file: 'processes.json', shape: process },
  materials: { file: 'materials.json', shape: material },
  certificateStandards: { file: 'certificate-standards.json', shape: certificateStandard },
  characteristics: { file: 'characteristics.json', shape: characteristic },
  endMarkets: { file: 'end-markets.json', shape: z.strictObject(term) },
  languages: { file: 'languages.json', shape: z.strictObject(term) },
  units: { file: 'units.json', shape: unit },
  administrativeUnits: { file: 'administrative-units.csv', shape: administrativeUnit },
  industrialParks: { file: 'industrial-parks.json', shape: industrialPark },
  provinceNames: { file: 'province-names.json', shape: provinceName },
  ambiguousWords: { file: 'ambiguous-words.json', shape: ambiguousWord },
};

/** A row of `administrative-units.csv` as the unit it describes; no value of that file holds a comma. */
export function administrativeUnitsOf(csv: string): Record<keyof AdministrativeUnit, unknown>[] {
  const [, ...rows] = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);
  const number = (value: string | undefined) => (value ? Number(value) : null);
  return rows.map((row) => {
    const [code, level, name, fullName, fullNameEn, provinceCode, latitude, longitude, validFrom, validTo] =
      row.split(',');
    return {
      code,
      level,
      name,
      fullName,
      fullNameEn,
      provinceCode: provinceCode || null,
      latitude: number(latitude),
      longitude: number(longitude),
      validFrom,
      validTo: validTo || null,
    };
  });
}
