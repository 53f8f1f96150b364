import { type Change, defineEvent, type NewEvent, type EventDefinition } from '../platform/events/event.js';
import type { Capability } from './capability.entity.js';
import { Certificate, type CertificateState } from './certificate.entity.js';
import type { EvidenceGrade } from './evidence.js';
import type { Firm } from './firm.entity.js';
import type { VerificationDecision } from './verification.entity.js';

/*
 * What happens to a firm and to anything of it. Every event here carries the firm’s id; its subject is the firm, site,
 * capability or certificate itself. `fields`: names of the columns that changed.
 */

type Nothing = Record<string, never>;
type Fields = { fields: string[] };

/** What others may rest on, before and after; null on the side where there was or is nothing that stands. */
type CapabilityKeys = {
  siteId: Change<string>;
  process: Change<string>;
  evidence: Change<EvidenceGrade>;
  revision: Change<number>;
};
type CertificateKeys = {
  standard: Change<string>;
  state: Change<CertificateState>;
  evidence: Change<EvidenceGrade>;
  revision: Change<number>;
};
type Move = { area: Change<number> };
type Check = { verificationId: string };

export const FIRM_CREATED = defineEvent<Nothing>('suppliers.firm-created', 'firm');
export const FIRM_IMPORTED = defineEvent<Nothing>('suppliers.firm-imported', 'firm');
export const FIRM_CHANGED = defineEvent<Fields>('suppliers.firm-changed', 'firm');
export const FIRM_WITHDRAWN = defineEvent<Nothing>('suppliers.firm-withdrawn', 'firm');
export const FIRM_RESTORED = defineEvent<Nothing>('suppliers.firm-restored', 'firm');
/** It lies in other provinces, or works in other sectors, than before: numbers of areas. */
export const FIRM_MOVED = defineEvent<Move>('suppliers.firm-moved', 'firm');

export const SITE_ADDED = defineEvent<Nothing>('suppliers.site-added', 'site');
export const SITE_CHANGED = defineEvent<Fields>('suppliers.site-changed', 'site');
export const SITE_WITHDRAWN = defineEvent<Nothing>('suppliers.site-withdrawn', 'site');
export const SITE_RESTORED = defineEvent<Nothing>('suppliers.site-restored', 'site');

export const CAPABILITY_ADDED = defineEvent<CapabilityKeys>('suppliers.capability-added', 'capability');
export const CAPABILITY_CHANGED = defineEvent<CapabilityKeys & Fields>('suppliers.capability-changed', 'capability');
export const CAPABILITY_WITHDRAWN = defineEvent<CapabilityKeys>('suppliers.capability-withdrawn', 'capability');
export const CAPABILITY_RESTORED = defineEvent<CapabilityKeys>('suppliers.capability-restored', 'capability');
export const CAPABILITY_VERIFIED = defineEvent<CapabilityKeys & Check>('suppliers.capability-verified', 'capability');
export const CAPABILITY_VISITED = defineEvent<CapabilityKeys & Check>('suppliers.capability-visited', 'capability');
export const CAPABILITY_VERIFICATION_UNDONE = defineEvent<CapabilityKeys & Check>(
  'suppliers.capability-verification-undone',
  'capability',
);

export const CERTIFICATE_ADDED = defineEvent<CertificateKeys>('suppliers.certificate-added', 'certificate');
export const CERTIFICATE_CHANGED = defineEvent<CertificateKeys & Fields>(
  'suppliers.certificate-changed',
  'certificate',
);
export const CERTIFICATE_WITHDRAWN = defineEvent<CertificateKeys>('suppliers.certificate-withdrawn', 'certificate');
export const CERTIFICATE_RESTORED = defineEvent<CertificateKeys>('suppliers.certificate-restored', 'certificate');
export const CERTIFICATE_VERIFIED = defineEvent<CertificateKeys & Check>(
  'suppliers.certificate-verified',
  'certificate',
);
export const CERTIFICATE_REJECTED = defineEvent<CertificateKeys & Check>(
  'suppliers.certificate-rejected',
  'certificate',
);
export const CERTIFICATE_VERIFICATION_UNDONE = defineEvent<CertificateKeys & Check>(
  'suppliers.certificate-verification-undone',
  'certificate',
);

type Of<Subject> = Pick<Subject, Extract<keyof Subject, 'id' | 'firmId' | 'organisationId'>>;
type CapabilityRow = Of<Capability> & Pick<Capability, 'siteId' | 'processCode' | 'evidence' | 'revision'>;
type CertificateRow = Of<Certificate> & Pick<Certificate, 'standardCode' | 'state' | 'evidence' | 'revision'>;

export const firmEvent = <Data extends Nothing | Fields | Move>(
  definition: EventDefinition<Data>,
  { id, organisationId }: Pick<Firm, 'id' | 'organisationId'>,
  data: Data,
): NewEvent<Data> => definition.of(id, { firmId: id, organisationId }, data);

export function capabilityKeys(before: CapabilityRow | null, after: CapabilityRow | null): CapabilityKeys {
  return {
    siteId: change(before?.siteId, after?.siteId),
    process: change(before?.processCode, after?.processCode),
    evidence: change(before?.evidence, after?.evidence),
    revision: change(before?.revision, after?.revision),
  };
}

export function certificateKeys(before: CertificateRow | null, after: CertificateRow | null): CertificateKeys {
  return {
    standard: change(before?.standardCode, after?.standardCode),
    state: change(before?.state, after?.state),
    evidence: change(before?.evidence, after?.evidence),
    revision: change(before?.revision, after?.revision),
  };
}

const CAPABILITY_CHECKED = {
  VERIFIED: CAPABILITY_VERIFIED,
  VISITED: CAPABILITY_VISITED,
  UNDO: CAPABILITY_VERIFICATION_UNDONE,
};
const CERTIFICATE_CHECKED = {
  ACCEPT: CERTIFICATE_VERIFIED,
  REJECT: CERTIFICATE_REJECTED,
  UNDO: CERTIFICATE_VERIFICATION_UNDONE,
};

/** What an official has found out, or taken back. `outcome`: what becomes of the subject. */
export function checked(
  before: Capability | Certificate,
  outcome: Partial<Pick<Certificate, 'evidence' | 'state'>>,
  decision: VerificationDecision,
  verificationId: string,
): NewEvent {
  if (before instanceof Certificate) {
    const data = { ...certificateKeys(before, { ...before, ...outcome }), verificationId };
    return CERTIFICATE_CHECKED[decision as keyof typeof CERTIFICATE_CHECKED].of(before.id, before, data);
  }
  const data = { ...capabilityKeys(before, { ...before, ...outcome }), verificationId };
  return CAPABILITY_CHECKED[decision as keyof typeof CAPABILITY_CHECKED].of(before.id, before, data);
}

const change = <Value extends string | number>(before: Value | undefined, after: Value | undefined) => ({
  before: before ?? null,
  after: after ?? null,
});
