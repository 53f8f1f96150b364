import {
  access,
  ALL,
  amongIds,
  both,
  either,
  EVERYTHING,
  inOwnRemit,
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
/** An organisation’s own; and those that it is told of while a match is released, as their owner chose: by name, or all it shows. */
const OWN_CONTACTS: Rules = {
  read: either(
    ofOwnOrganisation(),
    both(`shown = 'AT_RELEASE'`, 'ARRAY[organisation_id, id] && (SELECT acting_contacts_told())'),
  ),
  add: ofOwnOrganisation(),
  change: ofOwnOrganisation(),
  remove: ofOwnOrganisation(),
};
const OF_ONESELF: Rules = { read: ofActingPerson() };

export const IDENTITY_ACCESS: readonly TableAccess[] = [
  access('organisation', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['area_id', 'tax_code'] } },
    SUPPLIER: OWN_ORGANISATION,
    BUYER: OWN_ORGANISATION,
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: inOwnRemit() },
  }),
  // What an authority is there for is set from the command line alone.
  access('programme', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['name', 'sectors'] } },
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: ALL },
  }),
  access('remit', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['provinces', 'programmes', 'changed_at'] } },
    AUTHORITY: { read: ofOwnOrganisation() },
  }),
  // Codes of provinces and sectors that go together, and of whom they are true is not said.
  access('area', {
    SYSTEM: { read: ALL, add: ALL },
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: ALL },
  }),
  access('person', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['email', 'name', 'language', 'erased_at'] } },
    SUPPLIER: OWN_PEOPLE,
    BUYER: OWN_PEOPLE,
    AUTHORITY: OWN_PEOPLE,
  }),
  // Whom to turn to is between the two sides of a match: officials are told of nobody.
  access('contact', { SYSTEM: { read: ALL, remove: ALL }, SUPPLIER: OWN_CONTACTS, BUYER: OWN_CONTACTS }),
  access('membership', {
    SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['role', 'suspended_at'] } },
    SUPPLIER: OWN_MEMBERS,
    BUYER: OWN_MEMBERS,
    AUTHORITY: OWN_MEMBERS,
  }),
  // How people sign in is Ketnoi’s own: of it a signed-in person sees their own sessions, and changes nothing.
  access('person_password', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['hash', 'changed_at'] } } }),
  access('second_factor', {
    SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['secret', 'made_at', 'confirmed_at', 'last_step'] } },
  }),
  access('sign_in_provider', {
    SYSTEM: {
      read: ALL,
      add: ALL,
      change: {
        rows: ALL,
        columns: [
          'client_secret',
          'redirect_uri',
          'domains',
          'claims',
          'factors',
          'is_only_way',
          'changed_at',
          'dropped_at',
        ],
      },
    },
  }),
  access('provider_account', { SYSTEM: { read: ALL, add: ALL, remove: ALL } }),
  access('provider_sign_in', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['used_at'] } } }),
  access('recovery_code_key', { SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['key'] } } }),
  access('recovery_code', { SYSTEM: { read: ALL, add: ALL, remove: ALL } }),
  access('sign_in_challenge', { SYSTEM: EVERYTHING }),
  access('password_reset', { SYSTEM: EVERYTHING }),
  access('invitation', { SYSTEM: EVERYTHING, SUPPLIER: OWN_MEMBERS, BUYER: OWN_MEMBERS }),
  access('api_key', {
    SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['last_used_at', 'revoked_at'] } },
    SUPPLIER: OWN_MEMBERS,
    BUYER: OWN_MEMBERS,
  }),
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
  access('privacy_declaration', {
    SYSTEM: { read: ALL, add: ALL, change: { rows: ALL, columns: ['withdrawn_at'] }, remove: ALL },
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
        columns: ['expires_at', 'revoked_at', 'proven_at', 'last_used_at', 'client', 'address', 'organisation_id'],
      },
    },
    SUPPLIER: OF_ONESELF,
    BUYER: OF_ONESELF,
    AUTHORITY: OF_ONESELF,
  }),
  access('refresh_token', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['used_at', 'used_by'] } } }),
  access('sign_in_failure', { SYSTEM: { ...EVERYTHING, change: { rows: ALL, columns: ['failed_at'] } } }),
];
