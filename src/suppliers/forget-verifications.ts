import { In } from 'typeorm';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import type { Capability } from './capability.entity.js';
import type { Certificate } from './certificate.entity.js';
import { ownEvidence } from './evidence.js';
import { CAPABILITY_CHANGED, capabilityKeys, CERTIFICATE_CHANGED, certificateKeys } from './suppliers.events.js';

/** Of claims that officials have checked. */
export const IS_VERIFIED = In(['VERIFIED', 'VISITED'] as const);

interface Claims {
  capabilities: readonly Capability[];
  certificates: readonly Certificate[];
}

/** What is left of verified claims is the firm’s own word; says of which. */
export async function forgetVerifications(
  unitOfWork: UnitOfWork,
  { capabilities, certificates }: Claims,
): Promise<NewEvent[]> {
  for (const [table, claims] of Object.entries({ capability: capabilities, certificate: certificates })) {
    if (claims.length === 0) continue;
    await unitOfWork.query(
      `UPDATE ${table} SET evidence = CASE WHEN evidence_file_id IS NULL THEN 'DECLARED' ELSE 'DOCUMENTED' END,
         revision = revision + 1, updated_at = now() WHERE id = ANY($1)`,
      [claims.map(({ id }) => id)],
    );
  }
  const fields = ['evidence'];
  return [
    ...capabilities.map((before) =>
      CAPABILITY_CHANGED.of(before.id, before, { ...capabilityKeys(before, unverified(before)), fields }),
    ),
    ...certificates.map((before) =>
      CERTIFICATE_CHANGED.of(before.id, before, { ...certificateKeys(before, unverified(before)), fields }),
    ),
  ];
}

const unverified = <T extends Capability | Certificate>(before: T): T => ({
  ...before,
  evidence: ownEvidence(before.evidenceFileId),
  revision: before.revision + 1,
});
