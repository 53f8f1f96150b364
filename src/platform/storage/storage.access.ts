import {
  access,
  ALL,
  both,
  ofActingPerson,
  ofOwnOrganisation,
  type TableAccess,
} from '../database/access/table-access.js';

export const STORAGE_ACCESS: readonly TableAccess[] = [
  access('stored_file', {
    SYSTEM: { read: ALL },
    SUPPLIER: { read: ofOwnOrganisation(), add: both(ofOwnOrganisation(), ofActingPerson('created_by')) },
    AUTHORITY: { read: ALL },
  }),
];
