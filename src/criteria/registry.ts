import { certificate } from './certificate/index.js';
import { characteristic } from './characteristic/index.js';
import type { Criterion, Explained } from './criterion.js';
import { endMarket } from './end-market/index.js';
import { languages } from './languages/index.js';
import { leadTime } from './lead-time/index.js';
import { lot } from './lot/index.js';
import { mass } from './mass/index.js';
import { material } from './material/index.js';
import { place } from './place/index.js';
import { process } from './process/index.js';
import type { RequirementField } from './requirement-field.js';
import { roughness } from './roughness/index.js';
import { size } from './size/index.js';
import { thickness } from './thickness/index.js';
import { tolerance } from './tolerance/index.js';
import { type CriterionKey, kindOf } from './verdict.js';
import { volume } from './volume/index.js';

/** All that a line can ask for beside its operations, in the order its verdicts are told. */
export const CRITERIA = [
  material,
  size,
  mass,
  thickness,
  tolerance,
  roughness,
  lot,
  volume,
  leadTime,
  place,
  certificate,
  languages,
  endMarket,
  characteristic,
] as const satisfies readonly Criterion[];

type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (whole: infer All) => void
  ? All
  : never;
type AsksOf<One> = One extends { ask(requirements: infer Asks, ...rest: never[]): unknown } ? Asks : never;
type Field = (typeof CRITERIA)[number]['field'];

/**
 * What one line asks for, as it is stored: taxonomy codes, millimetres, kilograms, Ra in micrometres, calendar days, ISO
 * dates. What is absent was not asked for.
 */
export type Requirements = Together<AsksOf<(typeof CRITERIA)[number]>>;

/** Their fields of a line's requirements in the API. */
export const FIELDS: readonly RequirementField[] = CRITERIA.map(({ field }) => field);

export const NO_REQUIREMENTS = Object.assign(
  {},
  ...CRITERIA.map((criterion: Criterion) => criterion.unasked),
) as Requirements;

/** The fields of a line's requirements, as the API takes them and as it shows them. */
export type RequirementsGiven = { [One in Field as One['name']]?: Parameters<One['read']>[0] | null };
export type RequirementsShown = { [One in Field as One['name']]: ReturnType<One['show']> };

/** All that a verdict can answer: the operations, and what is asked for beside them. */
const EXPLAINED: readonly Explained[] = [process, ...CRITERIA];
const BY_KIND = new Map<string, Explained>(EXPLAINED.map((criterion) => [criterion.kind, criterion]));

/** What each kind of verdict is about. */
export const KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  EXPLAINED.map(({ kind, about }) => [kind, about]),
);

/** The criterion a verdict answers. */
export function criterionOf(key: CriterionKey): Explained {
  const criterion = BY_KIND.get(kindOf(key));
  if (criterion === undefined) throw new Error(`Nothing is known of the criterion ${key}`);
  return criterion;
}
