import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { shownLevel } from '../read-level.js';
import type { Path, Reading } from '../reading.js';
import type { RequirementField } from '../requirement-field.js';
import { known } from '../../taxonomy/known.js';
import { CertificateRequirementInput, CertificateRequirementModel } from './graphql.js';
import { CERTIFICATE_ASKED } from './problems.js';
import { readCertificates } from './read.js';
import type { AsksCertificates } from './shape.js';
import { MOST_ASKED } from '../limits.js';

export const certificatesField = {
  name: 'certificates' as const,
  input: { type: () => [CertificateRequirementInput], description: `At most ${MOST_ASKED}, each standard once.` },
  model: { type: () => [CertificateRequirementModel], description: 'Each standard once.', isNullable: false },
  problems: CERTIFICATE_ASKED,
  read: (inputs: CertificateRequirementInput[], path: Path, reading: Reading): AsksCertificates => ({
    certificates: readCertificates(inputs, path, reading),
  }),
  show: ({ certificates }: AsksCertificates, { certificateStandards }: Taxonomy): CertificateRequirementModel[] =>
    certificates.map(({ standard, minEvidence, ...level }) => ({
      standard: known(certificateStandards, standard),
      minEvidence,
      ...shownLevel(level),
    })),
} satisfies RequirementField;
