import { z } from 'zod';
import type { Problems } from '../../platform/graphql/problems.js';
import { EvidenceGrade } from '../../suppliers/evidence.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { ComponentRequestInput } from '../requests.inputs.js';
import type { Path } from './reading.js';

/**
 * The shape of the API's `ComponentRequestInput`, for documents that do not come through GraphQL (which checks it by
 * itself). Field for field the same; a test holds the two together.
 */

const text = z.string().nullish();
const flag = z.boolean().nullish();
const number = z.number().nullish();
const length = z.strictObject({ value: z.number(), unit: z.string().default('mm') });
const mass = z.strictObject({ value: z.number(), unit: z.string().default('kg') });
const quantity = z.strictObject({ value: z.number(), unit: z.string() });
const words = z.array(z.string());

/** The fields of a requirement, with those every requirement has. */
const requirement = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject({ ...shape, level: z.enum(['MUST', 'PREFERENCE']).nullish(), weight: number });

const anyOf = requirement({ anyOf: words });

const requirements = z.strictObject({
  material: requirement({ anyOf: words, exactGrade: flag }).nullish(),
  size: requirement({ length, width: length, height: length }).nullish(),
  mass: requirement({ value: mass }).nullish(),
  thickness: requirement({ value: length }).nullish(),
  tolerance: requirement({
    plusMinus: length.nullish(),
    itGrade: z.int().nullish(),
    iso2768: text,
    nominal: length.nullish(),
  }).nullish(),
  roughness: requirement({ ra: length }).nullish(),
  lot: requirement({ pieces: z.int() }).nullish(),
  volume: requirement({ perMonth: quantity, partMass: mass.nullish() }).nullish(),
  leadTime: requirement({ days: z.int() }).nullish(),
  delivery: requirement({
    from: text,
    to: text,
    place: text,
    latitude: number,
    longitude: number,
    maxDistance: length.nullish(),
    provinces: words.nullish(),
  }).nullish(),
  certificates: z.array(requirement({ standard: z.string(), minEvidence: z.enum(EvidenceGrade).nullish() })).nullish(),
  languages: anyOf.nullish(),
  endMarkets: anyOf.nullish(),
  characteristics: z.array(requirement({ code: z.string(), atLeast: number, atMost: number })).nullish(),
});

export const requestDocument = z.strictObject({
  title: text,
  description: text,
  excludedTaxCodes: words.nullish(),
  lines: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        partNumber: text,
        drawingNumber: text,
        hsCode: text,
        description: text,
        operations: z.array(z.strictObject({ process: z.string(), ownOnly: flag })).nullish(),
        requirements: requirements.nullish(),
      }),
    )
    .nullish(),
});

/** The document as an input, or null where its shape forbids reading it; what is wrong is in the problems either way. */
export function readDocument(document: unknown, problems: Problems, path: Path = []): ComponentRequestInput | null {
  const parsed = requestDocument.safeParse(document, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report(issue, path, problems);
  // With only fields too many, the rest can still be looked through: all problems of a file at once.
  const known = requestDocument.safeParse(withoutUnknownFields(document, parsed.error.issues));
  return known.success ? known.data : null;
}

function withoutUnknownFields(document: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(document);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    let at = copy as Record<PropertyKey, unknown>;
    for (const step of issue.path) at = at[step] as Record<PropertyKey, unknown>;
    for (const field of issue.keys) delete at[field];
  }
  return copy;
}

function report(issue: z.core.$ZodIssue, root: Path, problems: Problems): void {
  const path = [...root, ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    for (const field of issue.keys) problems.add(REQUEST_INPUT.FIELD_UNKNOWN, [...path, field], { field });
    return;
  }
  const message = issue.input === undefined ? REQUEST_INPUT.FIELD_MISSING : REQUEST_INPUT.WRONG_TYPE;
  problems.add(message, path, { expected: expectedBy(issue) });
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'integer' : issue.expected;
    case 'invalid_value':
      return issue.values.join(' | ');
    case 'too_big':
      return `integer ≤ ${issue.maximum}`;
    case 'too_small':
      return `integer ≥ ${issue.minimum}`;
    default:
      return issue.code;
  }
}
