import { isDeepStrictEqual } from 'node:util';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { SUPPLIER } from './suppliers.errors.js';

/** Refuses a change by somebody who has not seen the last one. The thing is locked, so nothing comes between. */
export function outdated(standing: { revision: number }, expected: number | null | undefined): Refusal | null {
  const { revision } = standing;
  if (typeof expected !== 'number' || expected === revision) return null;
  return refuse(SUPPLIER.REVISION_OUTDATED, ['expectedRevision'], { revision });
}

/** One more than it was where the facts say something else, so that a change of nothing stands in nobody’s way. */
export function nextRevision<Facts extends object>(before: Facts & { revision: number }, facts: Facts): number {
  const isChanged = Object.entries(facts).some(
    ([name, value]) => !isDeepStrictEqual(value, before[name as keyof Facts]),
  );
  return before.revision + (isChanged ? 1 : 0);
}
