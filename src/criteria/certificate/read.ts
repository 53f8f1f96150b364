import { isWithin, readWord } from '../../taxonomy/read-terms.js';
import { readLevel } from '../read-level.js';
import type { Path, Reading } from '../reading.js';
import type { CertificateRequirementInput } from './graphql.js';
import { CERTIFICATE_ASKED } from './problems.js';
import type { AsksCertificates } from './shape.js';
import { MOST_ASKED } from '../limits.js';

/** A line may ask for several, each standard once. */
export function readCertificates(
  inputs: readonly CertificateRequirementInput[],
  path: Path,
  reading: Reading,
): AsksCertificates['certificates'] {
  if (!isWithin(MOST_ASKED, inputs.length, path, reading)) return [];
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = [...path, index];
    const level = readLevel(input, at, reading);
    const standard = readWord(reading.taxonomy.certificateStandards, input.standard, [...at, 'standard'], reading);
    if (standard === null) return [];
    if (seen.has(standard)) {
      reading.problems.add(CERTIFICATE_ASKED.CERTIFICATE_TWICE, [...at, 'standard'], { standard: input.standard });
    }
    seen.add(standard);
    return [{ standard, minEvidence: input.minEvidence ?? null, ...level }];
  });
}
