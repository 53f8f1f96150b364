import {
  access,
  ALL,
  both,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from '../platform/database/access/table-access.js';

const WRITES: Rules = { read: ALL, add: ALL, change: ALL };

export const MATCHING_ACCESS: readonly TableAccess[] = [
  access('match_run', {
    SYSTEM: WRITES,
    BUYER: { read: ofOwnOrganisation('buyer_organisation_id') },
    AUTHORITY: { read: ALL },
  }),
  access('match', {
    SYSTEM: WRITES,
    SUPPLIER: { read: ofOwnOrganisation('firm_organisation_id') },
    BUYER: { read: both(ofOwnOrganisation('buyer_organisation_id'), 'released_at IS NOT NULL') },
    AUTHORITY: { read: ALL, change: { rows: ALL, columns: ['review_state', 'released_at'] } },
  }),
];
