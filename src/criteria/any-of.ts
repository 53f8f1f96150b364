import { NO_REFS, unknown, type Judgement, type Stated } from './verdict.js';

/** Of several, one will do. */
export interface AnyOfRequirement {
  anyOf: string[];
}

export const oneOf = (codes: readonly string[]): Stated => ({ kind: 'CODES', codes: [...codes] });

/** One of the asked codes among those a firm states; a firm that states none is unknown. */
export function judgeAnyOf(anyOf: readonly string[], stated: readonly string[] | null): Judgement {
  const required = oneOf(anyOf);
  if (stated === null || stated.length === 0) return unknown(required, 'SILENT', NO_REFS);
  const isAmong = anyOf.some((code) => stated.includes(code));
  return {
    outcome: isAmong ? 'MET' : 'UNMET',
    reason: isAmong ? 'HOLDS' : 'NOT_AMONG',
    required,
    offered: { kind: 'CODES', codes: [...stated] },
    margin: null,
    unit: null,
    evidence: null,
    refs: NO_REFS,
  };
}
