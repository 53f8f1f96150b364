import {
  access,
  ALL,
  amongIds,
  both,
  either,
  inOwnRemit,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from '../database/access/table-access.js';

const SENT_BY_ITSELF = both(ofOwnOrganisation(), ofActingPerson('created_by'));

/** Its owner sends, sees and removes a file; that nothing refers to it is kept in mind by Ketnoi and forgotten by a new sending. */
const OWN_FILES: Rules = {
  read: ofOwnOrganisation(),
  add: SENT_BY_ITSELF,
  change: { rows: ofOwnOrganisation(), columns: ['unreferenced_since'] },
  remove: ofOwnOrganisation(),
};

/** Drawings that their buyer lets whoever acts read, in the state that things are in. */
const SHOWN_DRAWINGS = amongIds('id', 'acting_drawings');
/** Specifications are their buyer’s own, and drawings its to show. */
const EVIDENCE = `purpose = 'CERTIFICATE_EVIDENCE'`;

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
    SUPPLIER: { ...OWN_FILES, read: either(ofOwnOrganisation(), SHOWN_DRAWINGS) },
    BUYER: OWN_FILES,
    AUTHORITY: { read: either(EVIDENCE, SHOWN_DRAWINGS) },
    BOUNDED_AUTHORITY: { read: either(both(EVIDENCE, inOwnRemit()), SHOWN_DRAWINGS) },
  }),
  access('file_slot', { SYSTEM: { read: ALL, remove: ALL }, SUPPLIER: OWN_SLOTS, BUYER: OWN_SLOTS }),
  access('file_quota', { SYSTEM: { read: ALL }, SUPPLIER: OWN_QUOTA, BUYER: OWN_QUOTA }),
];
