import {
  access,
  ALL,
  both,
  EVERYTHING,
  inOwnRemit,
  ofOwnOrganisation,
  reachesOwnRemit,
  type TableAccess,
} from '../platform/database/access/table-access.js';

export const MATCHING_ACCESS: readonly TableAccess[] = [
  access(
    'match_run',
    {
      SYSTEM: EVERYTHING,
      BUYER: { read: ofOwnOrganisation('buyer_organisation_id') },
      AUTHORITY: { read: ALL },
      BOUNDED_AUTHORITY: { read: reachesOwnRemit() },
    },
    ['match_run_number'],
  ),
  access('match', {
    SYSTEM: { read: ALL, add: ALL, change: ALL },
    SUPPLIER: { read: ofOwnOrganisation('firm_organisation_id') },
    BUYER: { read: both(ofOwnOrganisation('buyer_organisation_id'), 'released_at IS NOT NULL') },
    // Decisions are the authority’s; what follows from them for the match is written by Ketnoi itself.
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: inOwnRemit() },
  }),
];
