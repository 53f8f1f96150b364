import {
  access,
  ALL,
  both,
  inOwnRemit,
  ofActingPerson,
  ofOwnOrganisation,
  type Rules,
  type TableAccess,
  within,
  withoutConflict,
} from '../platform/database/access/table-access.js';

/** Whoever appends a record does it in its own name. */
const inOwnName = (kinds: string): string => both(ofActingPerson('decided_by'), ofOwnOrganisation(), kinds);

const SUPPLIER: Rules = {
  read: both(ofOwnOrganisation('firm_organisation_id'), `kind IN ('REQUEST_INFORMATION', 'ANSWER', 'APPEAL')`),
  add: both(inOwnName(`kind IN ('ANSWER', 'APPEAL')`), ofOwnOrganisation('firm_organisation_id')),
};

/** Who has a conflict of interest may still give the review away. */
const UNLESS_IN_CONFLICT = `CASE WHEN kind IN ('HAND_OVER', 'TAKE_BACK') THEN true ELSE ${both(
  withoutConflict('firm_id'),
  withoutConflict('buyer_organisation_id'),
)} END`;

const AUTHORITY: Rules = { read: ALL, add: both(inOwnName(`kind NOT IN ('ANSWER', 'APPEAL')`), UNLESS_IN_CONFLICT) };

export const REVIEW_ACCESS: readonly TableAccess[] = [
  // Set from the command line alone: who is bound by a rule does not change it.
  access('review_rule', { SYSTEM: { read: ALL, add: ALL, change: ALL }, AUTHORITY: { read: ofOwnOrganisation() } }),
  access('review_decision', {
    // A firm that is claimed takes its records along.
    SYSTEM: { read: ALL, change: { rows: ALL, columns: ['firm_organisation_id'] } },
    SUPPLIER,
    AUTHORITY,
    BOUNDED_AUTHORITY: within(inOwnRemit(), AUTHORITY),
  }),
];
