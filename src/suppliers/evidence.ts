import { describedEnum } from '../platform/graphql/described-enum.js';
import type { EvidenceGrade as KnownGrade } from './evidence-grade.js';

/** `EVIDENCE_GRADES` as an enum of the API. */
export const EvidenceGrade = describedEnum<KnownGrade>(
  'EvidenceGrade',
  'How well a claim of a firm is supported, weakest first.',
  {
    DECLARED: 'The firm says so.',
    DOCUMENTED: 'The firm has handed in a document.',
    VERIFIED: 'An official has checked it.',
    VISITED: 'An official has seen it on site.',
    PROVEN: 'Deliveries have shown it.',
  },
);
export type EvidenceGrade = KnownGrade;

/** What a claim rests on as soon as its owner has written it, whatever an official had found before. */
export const ownEvidence = (evidenceFileId: string | null): EvidenceGrade =>
  evidenceFileId === null ? 'DECLARED' : 'DOCUMENTED';
