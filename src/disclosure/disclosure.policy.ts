import { allow, buyers, officials, suppliers, tell, type RoomPolicy } from '../platform/policy/room-policy.js';

export const DISCLOSURE_POLICY: RoomPolicy = {
  operations: {
    requestDisclosureSet: allow(buyers, { id: 'ComponentRequest' }),
  },
  fields: {
    RequestDisclosure: [tell([...buyers, ...officials], 'afterRelease beforeRelease')],
    MatchDisclosure: [tell(suppliers, 'because level')],
  },
};
