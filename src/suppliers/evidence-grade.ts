/** How well a claim is supported, weakest first. */
export const EVIDENCE_GRADES = ['DECLARED', 'DOCUMENTED', 'VERIFIED', 'VISITED', 'PROVEN'] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];
