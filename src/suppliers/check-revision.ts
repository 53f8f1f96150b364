import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { SUPPLIER } from './suppliers.errors.js';

/** Refuses a change by somebody who has not seen the last one. The thing is locked, so nothing comes between. */
export function outdated(standing: { revision: number }, expected: number | null | undefined): Refusal | null {
  const { revision } = standing;
  if (typeof expected !== 'number' || expected === revision) return null;
  return refuse(SUPPLIER.REVISION_OUTDATED, ['expectedRevision'], { revision });
}
