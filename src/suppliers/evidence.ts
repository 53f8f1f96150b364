import { registerEnumType } from '@nestjs/graphql';

/** How well a claim of a firm is supported, weakest first. */
export const EvidenceGrade = {
  DECLARED: 'DECLARED',
  DOCUMENTED: 'DOCUMENTED',
  VERIFIED: 'VERIFIED',
  VISITED: 'VISITED',
} as const;
export type EvidenceGrade = keyof typeof EvidenceGrade;

registerEnumType(EvidenceGrade, {
  name: 'EvidenceGrade',
  description: 'How well a claim of a firm is supported, weakest first.',
  valuesMap: {
    DECLARED: { description: 'The firm says so.' },
    DOCUMENTED: { description: 'The firm has handed in a document.' },
    VERIFIED: { description: 'An official has checked it.' },
    VISITED: { description: 'An official has seen it on site.' },
  },
});

/** What a claim rests on as soon as its owner has written it, whatever an official had found before. */
export const ownEvidence = (evidenceFileId: string | null): EvidenceGrade =>
  evidenceFileId === null ? 'DECLARED' : 'DOCUMENTED';
