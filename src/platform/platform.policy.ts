import { allow, anyone, signedIn, tell, type RoomPolicy } from './policy/room-policy.js';

export const PLATFORM_POLICY: RoomPolicy = {
  operations: {
    node: allow(signedIn, { id: 'Node' }),
    service: allow(anyone),
  },
  fields: {
    Service: [tell(anyone, 'version')],
    StoredFile: [tell(signedIn, 'createdAt id mediaType name sha256 sizeBytes')],
  },
};
