import type { CapabilitySnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { compareText, type Judgement, type Stated } from '../verdict.js';
import type { Operation } from './shape.js';

/**
 * Process coverage: a capability answers its own process and every broader one. A claim of something broader than was
 * asked leaves it unknown; a neighbour in the same branch is unmet, and so is work given to others where the buyer
 * asked for the firm's own.
 */

/** `ANSWERS` and `BROADER` may be chosen for the operation; `SIBLING` only shows in the explanation. */
export type Relation = 'ANSWERS' | 'BROADER' | 'SIBLING';

export interface AskedOperation {
  required: Stated;
  ownOnly: boolean;
  /** Whether the part's final size is made here, so that tolerance and roughness are judged here. */
  shapesToSize: boolean;
  /** Every process with something to do with the operation; the others are in another branch altogether. */
  relations: ReadonlyMap<string, Relation>;
  /** How near each of them is: the depth of the narrowest process that contains both. */
  kinship: ReadonlyMap<string, number>;
}

/** Done once per line, so that judging a capability is one look into a map. */
export function askOperation(operation: Operation, { processes }: Taxonomy): AskedOperation {
  const asked = operation.process;
  const relations = new Map<string, Relation>();
  const kinship = new Map<string, number>();
  const fromRoot = processes.lineage(asked).reverse();
  fromRoot.forEach((ancestor, depth) => {
    for (const code of processes.subtree(ancestor.code)) {
      relations.set(code, 'SIBLING');
      kinship.set(code, depth);
    }
  });
  for (const { code } of fromRoot) relations.set(code, 'BROADER');
  for (const code of processes.subtree(asked)) relations.set(code, 'ANSWERS');
  relations.set(asked, 'ANSWERS');
  return {
    required: { kind: 'PROCESS', process: asked, ownOnly: operation.ownOnly },
    ownOnly: operation.ownOnly,
    shapesToSize: processes.get(asked)?.shapesToSize ?? false,
    relations,
    kinship,
  };
}

/** What the capability says to the operation, or null where it may not be chosen for it. */
export function judgeProcess(asked: AskedOperation, capability: CapabilitySnapshot): Judgement | null {
  const relation = asked.relations.get(capability.process);
  if (relation === undefined || relation === 'SIBLING' || isRefused(asked, capability)) return null;
  const isOwnUnsaid = asked.ownOnly && capability.isOwn === null;
  return {
    outcome: relation === 'ANSWERS' && !isOwnUnsaid ? 'MET' : 'UNKNOWN',
    reason: relation === 'BROADER' ? 'BROADER_CLAIM' : isOwnUnsaid ? 'OWN_NOT_STATED' : 'HOLDS',
    required: asked.required,
    offered: offering(capability),
    margin: null,
    unit: null,
    evidence: capability.evidence,
    refs: { capabilityId: capability.id, siteId: capability.siteId, certificateIds: [] },
  };
}

/** Where no capability may be chosen: unmet, naming the nearest thing the firm does. */
export function judgeMissingProcess(asked: AskedOperation, capabilities: readonly CapabilitySnapshot[]): Judgement {
  const near = capabilities
    .filter((capability) => isRelated(asked, capability))
    .sort((left, right) => nearnessOf(asked, right) - nearnessOf(asked, left) || compareText(left.id, right.id))[0];
  const reason = near === undefined ? 'NOT_OFFERED' : isSubcontracted(asked, near) ? 'SUBCONTRACTED' : 'SIBLING_ONLY';
  return {
    outcome: 'UNMET',
    reason,
    required: asked.required,
    offered: near === undefined ? null : offering(near),
    margin: null,
    unit: null,
    evidence: near?.evidence ?? null,
    refs: { capabilityId: near?.id ?? null, siteId: near?.siteId ?? null, certificateIds: [] },
  };
}

/** Whether the capability is in the operation's branch at all. */
export const isRelated = (asked: AskedOperation, capability: CapabilitySnapshot): boolean =>
  asked.relations.has(capability.process);

/** How near a capability comes to an operation it may not be chosen for; -1 in another branch. */
export const nearnessOf = (asked: AskedOperation, capability: CapabilitySnapshot): number =>
  isSubcontracted(asked, capability) ? SUBCONTRACTED_NEARNESS : (asked.kinship.get(capability.process) ?? -1);

/** Nearer than any sibling: only whose work it is stands in the way. */
const SUBCONTRACTED_NEARNESS = 1000;

const isRefused = (asked: AskedOperation, capability: CapabilitySnapshot): boolean =>
  asked.ownOnly && capability.isOwn === false;

/** Would be chosen, were it the firm's own. */
const isSubcontracted = (asked: AskedOperation, capability: CapabilitySnapshot): boolean =>
  isRefused(asked, capability) && asked.relations.get(capability.process) !== 'SIBLING';

const offering = (capability: CapabilitySnapshot): Stated => ({
  kind: 'PROCESS',
  process: capability.process,
  ownOnly: capability.isOwn === true,
});
