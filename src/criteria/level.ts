/** A must decides whether a firm is eligible; a preference adds its weight to the score. */
export type Level = { level: 'MUST' } | { level: 'PREFERENCE'; weight: number };
