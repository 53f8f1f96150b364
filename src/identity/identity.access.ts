import {
  access,
  ALL,
  amongIds,
  EVERYTHING,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
} from '../platform/database/access/table-access.js';

const OWN_ORGANISATION: Rules = { read: ofOwnOrganisation('id') };
const OWN_MEMBERS: Rules = { read: ofOwnOrganisation() };
/** Of somebody who is erased nothing is left to be hidden: history shows that it was a former member. People are looked for by id. */
const OWN_PEOPLE: Rules = {
  read: `CASE WHEN erased_at IS NULL THEN ${amongIds('id', 'acting_colleagues')} ELSE true END`,
};
const OF_ONESELF: Rules = { read: ofActingPerson() };

export const IDENTITY_ACCESS: readonly TableAccess[] = [
  access('organisation', {
    SYSTEM: { read: ALL, add: ALL },
    SUPPLIER: OWN_ORGANISATION,
    BUYER: OWN_ORGANISATION,
    AUTHORITY: { read: ALL },
  }),
  access('person', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['email', 'name', 'language', 'erased_at'] } },
    SUPPLIER: OWN_PEOPLE,
    BUYER: OWN_PEOPLE,
    AUTHORITY: OWN_PEOPLE,
  }),
  access('membership', {
    SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['role', 'suspended_at'] } },
    SUPPLIER: OWN_MEMBERS,
    BUYER: OWN_MEMBERS,
    AUTHORITY: OWN_MEMBERS,
  }),
  // How people sign in is Ketnoi’s own: of it a signed-in person sees their own sessions, and changes nothing.
  access('person_password', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['hash', 'changed_at'] } } }),
  access('password_reset', { SYSTEM: EVERYTHING }),
  access('invitation', { SYSTEM: EVERYTHING, SUPPLIER: OWN_MEMBERS, BUYER: OWN_MEMBERS }),
  access('personal_data_export', {
    SYSTEM: EVERYTHING,
    SUPPLIER: OF_ONESELF,
    BUYER: OF_ONESELF,
    AUTHORITY: OF_ONESELF,
  }),
  access('erasure', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['due_at', 'cancelled_at', 'done_at'] } },
    SUPPLIER: OF_ONESELF,
    BUYER: OF_ONESELF,
    AUTHORITY: OF_ONESELF,
  }),
  access('email_change', { SYSTEM: EVERYTHING }),
  access('session', {
    SYSTEM: {
      ...EVERYTHING,
      change: {
        rows: ALL,
        columns: ['expires_at', 'revoked_at', 'last_used_at', 'client', 'address', 'organisation_id'],
      },
    },
    SUPPLIER: OF_ONESELF,
    BUYER: OF_ONESELF,
    AUTHORITY: OF_ONESELF,
  }),
  access('refresh_token', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['used_at', 'used_by'] } } }),
  access('sign_in_failure', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['failed_at'] } } }),
];
