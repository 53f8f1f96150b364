import {
  access,
  ALL,
  amongIds,
  both,
  ofActingPerson,
  ofOwnOrganisation,
  reachesOwnRemit,
  type Rules,
  type TableAccess,
} from '../platform/database/access/table-access.js';

const OF_ITS_MATCHES = amongIds('request_id', 'acting_matched_requests');
const GRANTED: Rules = { read: both('removed_at IS NULL', amongIds('request_id', 'acting_granted_requests')) };

export const DISCLOSURE_ACCESS: readonly TableAccess[] = [
  access('request_disclosure', {
    // It follows its request.
    SYSTEM: { read: ALL, change: { rows: ALL, columns: ['area_ids'] } },
    BUYER: { read: ofOwnOrganisation(), add: ofOwnOrganisation(), change: ofOwnOrganisation() },
    // What it is told depends on it.
    SUPPLIER: { read: OF_ITS_MATCHES },
    AUTHORITY: { read: ALL },
    BOUNDED_AUTHORITY: { read: reachesOwnRemit() },
  }),
  access('disclosure_agreement', {
    SYSTEM: { read: ALL },
    BUYER: { read: ofOwnOrganisation(), add: both(ofOwnOrganisation(), ofActingPerson('asked_by')) },
    SUPPLIER: { read: OF_ITS_MATCHES },
  }),
  access('agreement_acceptance', {
    SYSTEM: { read: ALL },
    BUYER: { read: ofOwnOrganisation('buyer_organisation_id') },
    SUPPLIER: { read: ofOwnOrganisation(), add: both(ofOwnOrganisation(), ofActingPerson('accepted_by')) },
  }),
  access('access_cut', {
    SYSTEM: { read: ALL },
    BUYER: {
      read: ofOwnOrganisation(),
      add: both(ofOwnOrganisation(), ofActingPerson('cut_by')),
      change: { rows: ofOwnOrganisation(), columns: ['restored_at'] },
    },
    SUPPLIER: { read: ofOwnOrganisation('firm_organisation_id') },
  }),
  access('drawing', {
    SYSTEM: { read: ALL },
    BUYER: {
      read: ofOwnOrganisation(),
      add: both(ofOwnOrganisation(), ofActingPerson('attached_by')),
      change: { rows: ofOwnOrganisation(), columns: ['removed_at'] },
    },
    SUPPLIER: { read: both('removed_at IS NULL', amongIds('line_id', 'acting_drawn_lines')) },
    // A buyer lets an authority in, whatever its remit.
    AUTHORITY: GRANTED,
    BOUNDED_AUTHORITY: GRANTED,
  }),
  access('drawing_grant', {
    SYSTEM: { read: ALL },
    BUYER: {
      read: ofOwnOrganisation(),
      add: both(ofOwnOrganisation(), ofActingPerson('granted_by')),
      change: { rows: ofOwnOrganisation(), columns: ['revoked_at'] },
    },
    AUTHORITY: { read: ofOwnOrganisation('authority_id') },
  }),
  // Written for whoever reads, who may not know of it.
  access('drawing_read', { SYSTEM: { read: ALL, add: ALL }, BUYER: { read: ofOwnOrganisation() } }),
];
