import { exceeded, LIMITS } from './limits.js';

/** Refuses variables that go down further than anything that reads, compares or prints them could follow. */
export function refuseDeep(variables: unknown): void {
  if (isDeeper(variables, LIMITS.valueDepth)) throw exceeded('lists and objects in each other', LIMITS.valueDepth);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
