import { signedIn, tell, tellWhole, type RoomPolicy } from '../platform/policy/room-policy.js';

export const CRITERIA_POLICY: RoomPolicy = {
  operations: {},
  fields: {
    Delivery: [tell(signedIn, 'from latitude longitude nearness place to')],
    Requirement: [tellWhole(signedIn)],
  },
};
