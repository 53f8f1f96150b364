import {
  access,
  ALL,
  amongIds,
  both,
  type Condition,
  either,
  inOwnRemit,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from '../database/access/table-access.js';

const SENT_BY_ITSELF = both(ofOwnOrganisation(), ofActingPerson('created_by'));

/** A copy of somebody’s personal data is for that person alone. */
const FOR_ACTING_PERSON = `CASE WHEN purpose = 'PERSONAL_DATA' THEN ${ofActingPerson('created_by')} ELSE true END`;

/** Its owner sends, sees and removes a file; that nothing refers to it is kept in mind by Ketnoi and forgotten by a new sending. */
const OWN_FILES: Rules = {
  read: both(ofOwnOrganisation(), FOR_ACTING_PERSON),
  add: SENT_BY_ITSELF,
  change: { rows: ofOwnOrganisation(), columns: ['unreferenced_since'] },
  remove: both(ofOwnOrganisation(), `purpose <> 'PERSONAL_DATA'`),
};

/** Drawings that their buyer lets whoever acts read, in the state that things are in. */
const SHOWN_DRAWINGS = amongIds('id', 'acting_drawings');
/** Certificates of registration, in claims to tax codes that whoever acts sees. */
const CLAIM_FILES = amongIds('id', 'acting_claim_files');
/** Specifications are their buyer’s own, and drawings its to show. `evidence`: which proofs of certificates. */
const forAuthorities = (evidence: Condition): Condition => `CASE purpose WHEN 'CERTIFICATE_EVIDENCE' THEN ${evidence}
  WHEN 'REGISTRATION_CERTIFICATE' THEN ${CLAIM_FILES}
  WHEN 'PERSONAL_DATA' THEN ${both(ofOwnOrganisation(), ofActingPerson('created_by'))} ELSE ${SHOWN_DRAWINGS} END`;

const OWN_SLOTS: Rules = {
  read: ofOwnOrganisation(),
  add: SENT_BY_ITSELF,
  change: { rows: ofOwnOrganisation(), columns: ['upload', 'used_at'] },
};

const OWN_QUOTA: Rules = { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() };

export const STORAGE_ACCESS: readonly TableAccess[] = [
  access('stored_file', {
    SYSTEM: {
      read: ALL,
      add: ALL,
      change: { rows: ALL, columns: ['state', 'scanned_at', 'unreferenced_since', 'content'] },
      remove: ALL,
    },
    SUPPLIER: { ...OWN_FILES, read: either(both(ofOwnOrganisation(), FOR_ACTING_PERSON), SHOWN_DRAWINGS) },
    BUYER: OWN_FILES,
    AUTHORITY: { read: forAuthorities('true') },
    BOUNDED_AUTHORITY: { read: forAuthorities(inOwnRemit()) },
  }),
  access('file_slot', { SYSTEM: { read: ALL, remove: ALL }, SUPPLIER: OWN_SLOTS, BUYER: OWN_SLOTS }),
  access('file_quota', { SYSTEM: { read: ALL }, SUPPLIER: OWN_QUOTA, BUYER: OWN_QUOTA }),
];
