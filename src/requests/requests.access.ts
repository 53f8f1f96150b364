import {
  access,
  ALL,
  amongIds,
  EVERYTHING,
  ofOwnOrganisation,
  reachesOwnRemit,
  type Rules,
  type TableAccess,
  within,
} from '../platform/database/access/table-access.js';

/** A request is confidential: its organisation works on it, the authority reads it once it was published. */
const OWN: Rules = { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() };
const OWN_WITH_REMOVING: Rules = { ...OWN, remove: ofOwnOrganisation() };

/** An authority with a remit sees what has a match there. */
const forAuthorities = (rules: Rules): Record<'AUTHORITY' | 'BOUNDED_AUTHORITY', Rules> => ({
  AUTHORITY: rules,
  BOUNDED_AUTHORITY: within(reachesOwnRemit(), rules),
});

export const REQUESTS_ACCESS: readonly TableAccess[] = [
  access('component_request', {
    SYSTEM: { read: ALL, add: ALL, change: ALL },
    BUYER: OWN,
    ...forAuthorities({ read: 'published_at IS NOT NULL' }),
  }),
  access('request_line', {
    SYSTEM: EVERYTHING,
    BUYER: OWN_WITH_REMOVING,
    // A firm reads the lines that their buyers let it see in full.
    SUPPLIER: { read: amongIds('id', 'acting_open_lines') },
    // A line gets its revision when it is first published.
    ...forAuthorities({ read: 'revision > 0' }),
  }),
  access('request_revision', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['area_ids'] } },
    BUYER: { read: ofOwnOrganisation(), add: ofOwnOrganisation() },
    ...forAuthorities({ read: ALL }),
  }),
];
