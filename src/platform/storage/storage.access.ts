import {
  access,
  ALL,
  both,
  inOwnRemit,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
  within,
} from '../database/access/table-access.js';

const SENT_BY_ITSELF = both(ofOwnOrganisation(), ofActingPerson('created_by'));

/** Its owner sends, sees and removes a file; that nothing refers to it is kept in mind by Ketnoi and forgotten by a new sending. */
const OWN_FILES: Rules = {
  read: ofOwnOrganisation(),
  add: SENT_BY_ITSELF,
  change: { rows: ofOwnOrganisation(), columns: ['unreferenced_since'] },
  remove: ofOwnOrganisation(),
};

/** Drawings and specifications are their buyer’s own. */
const EVIDENCE: Rules = { read: `purpose = 'CERTIFICATE_EVIDENCE'` };

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
      change: { rows: ALL, columns: ['state', 'scanned_at', 'unreferenced_since', 'content'] },
      remove: ALL,
    },
    SUPPLIER: OWN_FILES,
    BUYER: OWN_FILES,
    AUTHORITY: EVIDENCE,
    BOUNDED_AUTHORITY: within(inOwnRemit(), EVIDENCE),
  }),
  access('file_slot', { SYSTEM: { read: ALL, remove: ALL }, SUPPLIER: OWN_SLOTS, BUYER: OWN_SLOTS }),
  access('file_quota', { SYSTEM: { read: ALL }, SUPPLIER: OWN_QUOTA, BUYER: OWN_QUOTA }),
];
