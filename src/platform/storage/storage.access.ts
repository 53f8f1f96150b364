import {
  access,
  ALL,
  both,
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
    SUPPLIER: OWN_FILES,
    BUYER: OWN_FILES,
    // Drawings and specifications are their buyer’s own.
    AUTHORITY: {
      read: `CASE purpose WHEN 'CERTIFICATE_EVIDENCE' THEN true
        WHEN 'PERSONAL_DATA' THEN ${both(ofOwnOrganisation(), ofActingPerson('created_by'))} ELSE false END`,
    },
  }),
  access('file_slot', { SYSTEM: { read: ALL, remove: ALL }, SUPPLIER: OWN_SLOTS, BUYER: OWN_SLOTS }),
  access('file_quota', { SYSTEM: { read: ALL }, SUPPLIER: OWN_QUOTA, BUYER: OWN_QUOTA }),
];
