import type { Room } from '../platform/room.js';
import { CRITERIA_POLICY } from './criteria.policy.js';

/** What can be asked for and how it is judged. It keeps nothing and decides by what it is given. */
export const CRITERIA: Room = {
  name: 'criteria',
  entities: [],
  migrations: [],
  modules: [],
  access: [],
  personalData: [],
  policy: CRITERIA_POLICY,
};
