import { TAXONOMY } from './taxonomy/taxonomy.room.js';
import { IDENTITY } from './identity/identity.room.js';
import { SUPPLIERS } from './suppliers/suppliers.room.js';
import { CRITERIA } from './criteria/criteria.room.js';
import { REQUESTS } from './requests/requests.room.js';
import { MATCHING } from './matching/matching.room.js';
import { DISCLOSURE } from './disclosure/disclosure.room.js';
import { REVIEW } from './review/review.room.js';
import { PLATFORM } from './platform/platform.room.js';
import type { Room } from './platform/room.js';

/**
 * The rooms of the house, each knowing only those before it. This is the only list of them: what a room adds it says
 * itself, and the linter reads the order here.
 */
export const ROOMS: readonly Room[] = [
  PLATFORM,
  TAXONOMY,
  IDENTITY,
  SUPPLIERS,
  CRITERIA,
  REQUESTS,
  MATCHING,
  DISCLOSURE,
  REVIEW,
];
