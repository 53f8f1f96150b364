import { registerEnumType } from '@nestjs/graphql';
import type { EvidenceGrade as KnownGrade } from './evidence-grade.js';

/** `EVIDENCE_GRADES` as an enum of the API. */
export const EvidenceGrade = {
  DECLARED: 'DECLARED',
  DOCUMENTED: 'DOCUMENTED',
  VERIFIED: 'VERIFIED',
  VISITED: 'VISITED',
  PROVEN: 'PROVEN',
} as const satisfies { [Grade in KnownGrade]: Grade };
export type EvidenceGrade = KnownGrade;

registerEnumType(EvidenceGrade, {
  name: 'EvidenceGrade',
  description: 'How well a claim of a firm is supported, weakest first.',
  valuesMap: {
    DECLARED: { description: 'The firm says so.' },
    DOCUMENTED: { description: 'The firm has handed in a document.' },
    VERIFIED: { description: 'An official has checked it.' },
    VISITED: { description: 'An official has seen it on site.' },
    PROVEN: { description: 'Deliveries have shown it.' },
  },
});

/** What a claim rests on as soon as its owner has written it, whatever an official had found before. */
export const ownEvidence = (evidenceFileId: string | null): EvidenceGrade =>
  evidenceFileId === null ? 'DECLARED' : 'DOCUMENTED';
