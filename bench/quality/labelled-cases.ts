import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { date, evidence, requirementLabels, sides } from './requirement-labels.js';

/**
 * The file of labelled cases: fictional firms, request lines, and what a careful sourcing engineer would say of each
 * pair. Its words are the trade's own; `translate.ts` turns them into the taxonomy's codes.
 */

/** The API counts pieces and days in whole numbers. */
const whole = z.int32();
const outcome = z.enum(['MET', 'UNMET', 'UNKNOWN']);

const capability = z.object({
  site: z.string(),
  process: z.string(),
  own: z.boolean().nullish(),
  materials: z.array(z.string()).nullish(),
  maxSizeMm: sides.nullish(),
  maxMassKg: z.number().nullish(),
  toleranceMm: z.number().nullish(),
  roughnessRaUm: z.number().nullish(),
  thicknessMm: z.tuple([z.number(), z.number()]).nullish(),
  minLot: whole.nullish(),
  monthlyCapacity: z.object({ value: z.number(), unit: z.string() }).nullish(),
  leadTimeDays: whole.nullish(),
  extra: z.record(z.string(), z.number()).nullish(),
  evidence: evidence.nullish(),
});

const certificate = z.object({
  standard: z.string(),
  validFrom: date.nullish(),
  validTo: date.nullish(),
  sites: z.array(z.string()).nullish(),
  evidence: evidence.nullish(),
});

const firm = z.object({
  id: z.string(),
  name: z.string().nullish(),
  tradingName: z.string().nullish(),
  sectors: z.array(z.string()).nullish(),
  languages: z.array(z.string()).nullish(),
  endMarkets: z.array(z.string()).nullish(),
  sites: z
    .array(
      z.object({ id: z.string(), place: z.string().nullish(), lat: z.number().nullish(), lng: z.number().nullish() }),
    )
    .nullish(),
  capabilities: z.array(capability).nullish(),
  certificates: z.array(certificate).nullish(),
});

const line = z.object({
  id: z.string(),
  title: z.string().nullish(),
  operations: z.array(z.object({ process: z.string(), ownOnly: z.boolean().nullish() })).min(1),
  requirements: requirementLabels,
});

const label = z.object({
  line: z.string(),
  firm: z.string(),
  verdicts: z.record(z.string(), outcome),
  eligibility: z.enum(['ELIGIBLE', 'TO_CONFIRM', 'NEAR_MISS', 'UNSUITABLE']),
  gaps: z
    .array(
      z.object({
        criterion: z.string(),
        short: z.number().nullish(),
        unit: z.string().nullish(),
        closes: z.string().nullish(),
      }),
    )
    .nullish(),
  relevance: z.number().nullish(),
  why: z.string().nullish(),
});

const shape = z.object({
  asOf: date,
  firms: z.array(firm),
  requests: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullish(),
      exclude: z.array(z.string()).nullish(),
      lines: z.array(line),
    }),
  ),
  labels: z.array(label).default([]),
});

/** Ids stand once, and what refers to them finds them. */
const labelledCases = shape.superRefine(({ firms, requests, labels }, context) => {
  const problem = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  const register = (ids: { id: string; path: (string | number)[] }[]): Set<string> => {
    const seen = new Set<string>();
    for (const { id, path } of ids) {
      if (seen.has(id)) problem(path, `the id ${id} stands twice`);
      seen.add(id);
    }
    return seen;
  };
  const firmIds = register(firms.map(({ id }, index) => ({ id, path: ['firms', index, 'id'] })));
  const lineIds = register(
    requests.flatMap(({ lines }, index) =>
      lines.map(({ id }, at) => ({ id, path: ['requests', index, 'lines', at, 'id'] })),
    ),
  );
  firms.forEach(({ sites }, index) =>
    register((sites ?? []).map(({ id }, at) => ({ id, path: ['firms', index, 'sites', at, 'id'] }))),
  );
  requests.forEach(({ exclude }, index) =>
    exclude?.forEach((id, at) => {
      if (!firmIds.has(id)) problem(['requests', index, 'exclude', at], `there is no firm ${id}`);
    }),
  );
  labels.forEach(({ line, firm }, index) => {
    if (!lineIds.has(line)) problem(['labels', index, 'line'], `there is no line ${line}`);
    if (!firmIds.has(firm)) problem(['labels', index, 'firm'], `there is no firm ${firm}`);
  });
});

export type LabelledCases = z.infer<typeof labelledCases>;
export type LabelledFirm = z.infer<typeof firm>;
export type LabelledRequest = LabelledCases['requests'][number];
export type LabelledLine = z.infer<typeof line>;
export type Label = z.infer<typeof label>;

/** The file is there and is no file of labelled cases: every problem in one message, each with its place. */
export class CasesRefused extends Error {
  override name = 'CasesRefused';
}

export async function readLabelledCases(path: string): Promise<LabelledCases> {
  const text = await readFile(path, 'utf8');
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CasesRefused(`${path} is not JSON: ${(error as Error).message}`);
  }
  const parsed = labelledCases.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new CasesRefused(`${path} is not a file of labelled cases:\n${z.prettifyError(parsed.error)}`);
}
