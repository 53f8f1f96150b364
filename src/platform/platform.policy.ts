import { allow, anyone, buyers, notForKeys, signedIn, suppliers, tell, type RoomPolicy } from './policy/room-policy.js';

export const PLATFORM_POLICY: RoomPolicy = {
  keys: 'FILES',
  operations: {
    fileDelete: allow([...suppliers, ...buyers], { id: 'StoredFile' }),
    fileSlotCreate: allow([...suppliers, ...buyers]),
    node: notForKeys(allow(signedIn, { id: 'Node' })),
    service: allow(anyone),
  },
  fields: {
    FileSlot: [tell(signedIn, 'id uploadUrl expiresAt')],
    Service: [tell(anyone, 'version')],
    StoredFile: [tell(signedIn, 'createdAt id mediaType name sha256 sizeBytes purpose state downloadUrl')],
  },
};
