import {
  access,
  ALL,
  amongIds,
  ofOwnOrganisation,
  reachesOwnRemit,
  type TableAccess,
} from '../platform/database/access/table-access.js';

export const DISCLOSURE_ACCESS: readonly TableAccess[] = [
  access('request_disclosure', {
    SYSTEM: { read: ALL },
    BUYER: { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() },
    // What it is told depends on it.
    SUPPLIER: { read: amongIds('request_id', 'acting_matched_requests') },
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: reachesOwnRemit() },
  }),
];
