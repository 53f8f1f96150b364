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
  within,
  withoutConflict,
} from '../platform/database/access/table-access.js';

const WITHOUT_REMOVING: Rules = { read: ALL, add: ALL, change: ALL };
const OWN: Rules = { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() };

/** A buyer sees a firm, with all that belongs to it, from the moment a match with it was released to the buyer. */
const ofReleasedFirm = (column = 'firm_id'): Rules => ({ read: amongIds(column, 'released_firms') });

const graded = (...columns: string[]): Rules => ({ read: ALL, change: { rows: ALL, columns } });

/** A firm, with all that belongs to it, is for the authorities in whose remit it lies. */
const forAuthorities = (rules: Rules): Record<'AUTHORITY' | 'BOUNDED_AUTHORITY', Rules> => ({
  AUTHORITY: rules,
  BOUNDED_AUTHORITY: within(inOwnRemit(), rules),
});

export const SUPPLIERS_ACCESS: readonly TableAccess[] = [
  access('firm', {
    SYSTEM: WITHOUT_REMOVING,
    SUPPLIER: OWN,
    BUYER: ofReleasedFirm('id'),
    ...forAuthorities(graded('facts_revision', 'updated_at')),
  }),
  access('site', {
    SYSTEM: WITHOUT_REMOVING,
    SUPPLIER: OWN,
    BUYER: ofReleasedFirm(),
    ...forAuthorities({ read: ALL }),
  }),
  access('capability', {
    SYSTEM: WITHOUT_REMOVING,
    SUPPLIER: OWN,
    BUYER: ofReleasedFirm(),
    ...forAuthorities(graded('evidence')),
  }),
  access('certificate', {
    SYSTEM: WITHOUT_REMOVING,
    SUPPLIER: OWN,
    BUYER: ofReleasedFirm(),
    ...forAuthorities(graded('evidence', 'state')),
  }),
  access('certificate_site', {
    SYSTEM: EVERYTHING,
    SUPPLIER: { read: ofOwnOrganisation(), add: ofOwnOrganisation(), remove: ofOwnOrganisation() },
    BUYER: ofReleasedFirm(),
    ...forAuthorities({ read: ALL }),
  }),
  access('verification', {
    // A firm that is claimed or merged takes its records along.
    SYSTEM: { read: ALL, change: { rows: ALL, columns: ['firm_id', 'organisation_id'] } },
    SUPPLIER: { read: ofOwnOrganisation() },
    ...forAuthorities({
      read: ALL,
      add: both(ofActingPerson('official_id'), ofOwnOrganisation('authority_id'), withoutConflict('firm_id')),
    }),
  }),
  // Written by Ketnoi alone, which sees to whose turn it is.
  access('tax_code_claim', {
    SYSTEM: {
      read: ALL,
      add: ALL,
      change: {
        rows: ALL,
        columns: [
          'state',
          'ended_at',
          'decided_by',
          'authority_id',
          'reason',
          'answer',
          'answered_by',
          'answered_at',
          'statement',
        ],
      },
    },
    SUPPLIER: { read: either(ofOwnOrganisation(), ofOwnOrganisation('holder_id')) },
    ...forAuthorities({ read: ALL }),
  }),
  access('conflict_of_interest', {
    // A firm that is merged takes along what is declared of it; why somebody did goes when they are erased.
    SYSTEM: { read: ALL, change: { rows: ALL, columns: ['firm_id', 'reason'] } },
    AUTHORITY: {
      read: ofOwnOrganisation(),
      add: both(ofActingPerson(), ofOwnOrganisation()),
      change: { rows: both(ofActingPerson(), ofOwnOrganisation()), columns: ['withdrawn_at'] },
    },
  }),
];
