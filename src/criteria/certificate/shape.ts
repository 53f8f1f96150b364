import type { EvidenceGrade } from '../../suppliers/evidence-grade.js';
import type { Level } from '../level.js';

/** A certificate to be held on every day of delivery, by the site that does the work. */
export interface CertificateRequirement {
  standard: string;
  minEvidence: EvidenceGrade | null;
}

export interface AsksCertificates {
  certificates: (CertificateRequirement & Level)[];
}
