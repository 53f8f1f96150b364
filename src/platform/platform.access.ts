import {
  access,
  ALL,
  both,
  byViewersToo,
  type Condition,
  EVERYTHING,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from './database/access/table-access.js';

/** Whoever acts may ask for work; whose it is done for may see that it is under way. */
const ASKS_FOR_WORK: Rules = { add: `state = 'PENDING'` };

/** Work of its own that is not done yet, and nothing else of it; a room’s service says who of the organisation may. */
const CANCELS_OWN_WORK: Rules = {
  change: {
    rows: both(`state IN ('PENDING', 'QUEUED', 'FAILED')`, ofOwnOrganisation()),
    columns: ['cancelled_at', 'state', 'done_at'],
    leaves: both('cancelled_at IS NOT NULL', `state IN ('QUEUED', 'CANCELLED')`, ofOwnOrganisation()),
  },
};

const keysOf = (whose: Condition): Rules => ({
  read: whose,
  add: whose,
  change: { rows: whose, columns: ['response'] },
  remove: whose,
});
const OWN_KEYS = keysOf(both(ofOwnOrganisation(), ofActingPerson()));
/** Without knowing who asks, whoever knows the key is whom the answer was for. */
const KEYS_OF_STRANGERS = keysOf('organisation_id IS NULL AND person_id IS NULL');

/** One that has no place in a chain yet, by the kind of actor that it is. */
const NEW_ENTRY = both('position IS NULL AND hash IS NULL', 'actor_kind = (SELECT acting_kind())');
/** Nobody writes an entry in another’s name. */
const APPENDS_TO_AUDIT: Rules = {
  add: both(
    NEW_ENTRY,
    'organisation_id IS NOT DISTINCT FROM (SELECT acting_organisation())',
    'person_id IS NOT DISTINCT FROM (SELECT acting_person())',
  ),
};
const OWN_AUDIT: Rules = { ...APPENDS_TO_AUDIT, read: ofOwnOrganisation() };

/** The transaction’s number and the moment are the database’s own. */
const APPENDS_EVENTS: Rules = {
  add: {
    rows: both('actor_kind = (SELECT acting_kind())', 'person_id IS NOT DISTINCT FROM (SELECT acting_person())'),
    columns: [
      'id', 'type', 'version', 'subject_type', 'subject_id', 'firm_id', 'request_id', 'line_id', 'organisation_id',
      'actor_kind', 'person_id', 'data',
    ], // prettier-ignore
  },
};
const OWN_EVENTS: Rules = { ...APPENDS_EVENTS, read: ofOwnOrganisation() };

export const PLATFORM_ACCESS: readonly TableAccess[] = [
  access('migration', 'PUBLIC'),
  access('access_version', 'PUBLIC'),
  access('outbox', {
    SYSTEM: EVERYTHING,
    ANONYMOUS: ASKS_FOR_WORK,
    SUPPLIER: ASKS_FOR_WORK,
    BUYER: { ...ASKS_FOR_WORK, ...CANCELS_OWN_WORK, read: both(`state <> 'DONE'`, ofOwnOrganisation()) },
    AUTHORITY: { ...ASKS_FOR_WORK, ...CANCELS_OWN_WORK, read: both(`state <> 'DONE'`, 'organisation_id IS NOT NULL') },
    BOUNDED_AUTHORITY: { ...ASKS_FOR_WORK, ...CANCELS_OWN_WORK, read: both(`state <> 'DONE'`, ofOwnOrganisation()) },
  }),
  byViewersToo(
    access('idempotency_key', {
      // Answers that name somebody who is erased are forgotten.
      SYSTEM: { read: ALL, change: { rows: ALL, columns: ['response'] }, remove: ALL },
      ANONYMOUS: KEYS_OF_STRANGERS,
      SUPPLIER: OWN_KEYS,
      BUYER: OWN_KEYS,
      AUTHORITY: OWN_KEYS,
    }),
  ),
  byViewersToo(
    access('audit_entry', {
      // Whose trail it is, it knows: of somebody who signs in, of an organisation that it works for.
      SYSTEM: {
        add: NEW_ENTRY,
        read: ALL,
        change: {
          rows: 'position IS NULL',
          columns: ['position', 'hash'],
          leaves: 'position IS NOT NULL AND hash IS NOT NULL',
        },
      },
      ANONYMOUS: APPENDS_TO_AUDIT,
      SUPPLIER: OWN_AUDIT,
      BUYER: OWN_AUDIT,
      AUTHORITY: OWN_AUDIT,
    }),
  ),
  access('audit_seal', { SYSTEM: { read: ALL, add: ALL } }),
  access('audit_head', { SYSTEM: { read: ALL, add: ALL } }),
  access('event', {
    SYSTEM: { ...APPENDS_EVENTS, read: ALL, remove: `at < (SELECT now()) - interval '400 days'` },
    ANONYMOUS: APPENDS_EVENTS,
    SUPPLIER: OWN_EVENTS,
    BUYER: OWN_EVENTS,
    AUTHORITY: { ...APPENDS_EVENTS, read: ALL },
    BOUNDED_AUTHORITY: OWN_EVENTS,
  }),
  access('budget', { SYSTEM: EVERYTHING }),
  access('event_follower', { SYSTEM: { read: ALL, add: ALL, change: ALL } }),
];
