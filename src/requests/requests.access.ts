import {
  access,
  ALL,
  amongIds,
  EVERYTHING,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from '../platform/database/access/table-access.js';

/** A request is confidential: its organisation works on it, the authority reads it once it was published. */
const OWN: Rules = { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() };
const OWN_WITH_REMOVING: Rules = { ...OWN, remove: ofOwnOrganisation() };

export const REQUESTS_ACCESS: readonly TableAccess[] = [
  access('component_request', {
    SYSTEM: { read: ALL, add: ALL, change: ALL },
    BUYER: OWN,
    AUTHORITY: { read: 'published_at IS NOT NULL' },
  }),
  access('request_line', {
    SYSTEM: EVERYTHING,
    BUYER: OWN_WITH_REMOVING,
    // A firm reads the lines that their buyers let it see in full.
    SUPPLIER: { read: amongIds('id', 'acting_open_lines') },
    // A line gets its revision when it is first published.
    AUTHORITY: { read: 'revision > 0' },
  }),
  access('request_revision', {
    SYSTEM: { read: ALL, add: ALL },
    BUYER: { read: ofOwnOrganisation(), add: ofOwnOrganisation() },
    AUTHORITY: { read: ALL },
  }),
];
