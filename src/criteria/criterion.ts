import type { CapabilitySnapshot, FirmSnapshot, SiteSnapshot } from '../suppliers/snapshots/firm-snapshot.js';
import type { Material, Taxonomy, Term, Vocabulary } from '../taxonomy/taxonomy.js';
import type { Level } from './level.js';
import type { RequirementField } from './requirement-field.js';
import type { CriterionKey, Judgement, Stated, Verdict } from './verdict.js';
import type { StatedValues } from './words/stated-values.js';

/**
 * What a criterion is: everything that is known of one thing a line can ask for lies in its folder and is told to the rest
 * through this. `registry.ts` lists them; nobody else knows one from another.
 */
export interface Criterion<Asks extends object = object> extends Explained {
  /** Where a buyer asks for it. */
  field: RequirementField;
  /** What is stored where nothing is asked, beside nothing. */
  unasked?: Partial<Asks>;
  /** The firm's own field it looks at: when that changes, the firm is to be matched again. */
  ofFirm?: keyof FirmSnapshot;
  /** What the line asks by this criterion, made ready once: nothing, one requirement or several. */
  ask(requirements: Asks, context: AskContext): Asked[];
}

/** What can be told of a verdict of a criterion, whatever it was that asked for it. */
export interface Explained {
  /** The first word of its verdicts' keys; stored with them, and never given another meaning. */
  kind: string;
  /** What it is about, in a sentence for the API. */
  about: string;
  /** The vocabulary of the codes it asks for and is offered, where it does. */
  codes?(taxonomy: Taxonomy): Vocabulary<Term | Material>;
  /** What is found by it tells where the buyer is: whoever is not told that is not told this. */
  tellsWhere?: true;
  /** The step that would turn an unmet verdict round. */
  closes(verdict: Pick<Verdict, 'criterion' | 'reason'>): Closing;
  words: CriterionWords;
}

/** What requirements are prepared with, beside themselves. */
export interface AskContext {
  taxonomy: Taxonomy;
  /** The day of the run. */
  asOf: string;
}

/**
 * Where a criterion is judged: at every operation's capability, the weakest deciding; at the last operation that shapes
 * the part to size; at those capabilities that state it at all; at the sites that do the work; or of the firm as a whole.
 */
export type CapabilityExtent = 'EVERY_OPERATION' | 'LAST_SHAPING' | 'WHERE_STATED';

interface AskedAnywhere {
  key: CriterionKey;
  counts: Level;
  required: Stated;
}

export interface AskedOfCapability extends AskedAnywhere {
  extent: CapabilityExtent;
  judge(capability: CapabilitySnapshot): Judgement;
}

export interface AskedOfSite extends AskedAnywhere {
  extent: 'SITE';
  judge(site: SiteSnapshot, firm: FirmSnapshot): Judgement;
}

export interface AskedOfFirm extends AskedAnywhere {
  extent: 'FIRM';
  judge(firm: FirmSnapshot): Judgement;
}

/** One requirement, ready to be judged by look-ups and comparisons only. */
export type Asked = AskedOfCapability | AskedOfSite | AskedOfFirm;

/** For a criterion a line asks at most once, judged of capabilities. */
export const once = <Requirement extends Level>(
  key: CriterionKey,
  extent: CapabilityExtent,
  requirement: Requirement | undefined,
  prepare: (requirement: Requirement) => Pick<AskedOfCapability, 'required' | 'judge'>,
): Asked[] => (requirement ? [{ key, counts: requirement, extent, ...prepare(requirement) }] : []);

/** The kind of step that closes a gap. `PARTNER`: another firm does that operation. */
export const CLOSINGS = ['PAPERWORK', 'EQUIPMENT', 'CAPACITY', 'COMMERCIAL', 'PARTNER', 'NOT_CLOSABLE'] as const;
export type Closing = (typeof CLOSINGS)[number];

/** What stands between a firm and the line: an unmet must. */
export interface Gap {
  criterion: CriterionKey;
  /** How much is missing; null where it does not measure: a missing certificate, another material. */
  short: number | null;
  unit: string | null;
  closes: Closing;
}

/** How a criterion speaks of its verdicts, in the language of the values it is given. */
export interface CriterionWords {
  /** What was asked about: "Roughness", "ISO 9001", "2. milling". */
  subject(verdict: Pick<Verdict, 'criterion' | 'required'>, values: StatedValues): string;
  /** The verdict, told. */
  sentence(verdict: Verdict, values: StatedValues): string;
  /** For a table: what was asked, and what is offered (empty where it cannot be said). */
  required(required: Stated, values: StatedValues): string;
  offered(offered: Stated, values: StatedValues): string;
  /** What is missing, and the step that closes it. */
  missing(gap: Gap, values: StatedValues): string;
  step(gap: Gap, values: StatedValues): string;
}
