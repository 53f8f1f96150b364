import { FindSlotsByAge1764200010000 } from '../../migrations/1764200010000-find-slots-by-age.js';
import { FindWhatWasDoneInAnOrganisation1764250000000 } from '../../migrations/1764250000000-find-what-was-done-in-an-organisation.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { FileSlot } from './storage/file-slot.entity.js';
import { StoredFile } from './storage/stored-file.entity.js';
import { StorageModule } from './storage/storage.module.js';
import { KetnoiGraphqlModule } from './graphql/ketnoi-graphql.module.js';
import { CreatePlatform1764000000000 } from '../../migrations/1764000000000-create-platform.js';
import { CreateEvents1764000050000 } from '../../migrations/1764000050000-create-events.js';
import { CountFailuresInTheOutbox1764000710000 } from '../../migrations/1764000710000-count-failures-in-the-outbox.js';
import { KeepCheckpointsOfWork1764000720000 } from '../../migrations/1764000720000-keep-checkpoints-of-work.js';
import { LetWorkBeCancelled1764000730000 } from '../../migrations/1764000730000-let-work-be-cancelled.js';
import { DropIndexesNobodyLooksInto1764000760000 } from '../../migrations/1764000760000-drop-indexes-nobody-looks-into.js';
import { MakeTheQueuesSchema1764000770000 } from '../../migrations/1764000770000-make-the-queues-schema.js';
import { KeepFilesInAStore1764140000000 } from '../../migrations/1764140000000-keep-files-in-a-store.js';
import { ReserveRoomForFiles1764140010000 } from '../../migrations/1764140010000-reserve-room-for-files.js';
import { AskOnceWhileItWaits1764130000000 } from '../../migrations/1764130000000-ask-once-while-it-waits.js';
import { TakeWorkInTurn1764130010000 } from '../../migrations/1764130010000-take-work-in-turn.js';
import { KeepWhatWasSpent1764100000000 } from '../../migrations/1764100000000-keep-what-was-spent.js';
import { FindWhatHasBeenDueTheLongest1764130020000 } from '../../migrations/1764130020000-find-what-has-been-due-the-longest.js';
import { KnowKeysByOrganisation1764135000000 } from '../../migrations/1764135000000-know-keys-by-organisation.js';
import { ChainTheAuditTrailByOrganisation1764135010000 } from '../../migrations/1764135010000-chain-the-audit-trail-by-organisation.js';
import { PLATFORM_ACCESS } from './platform.access.js';
import { STORAGE_ACCESS } from './storage/storage.access.js';
import type { Room } from './room.js';
import { PLATFORM_POLICY } from './platform.policy.js';
import { PLATFORM_PERSONAL_DATA } from './platform.personal-data.js';

/** Itself the module that is built with the configuration; see `app.module.ts`. */
export const PLATFORM: Room = {
  name: 'platform',
  entities: [AuditEntry, FileSlot, StoredFile],
  migrations: [
    CreatePlatform1764000000000,
    CreateEvents1764000050000,
    CountFailuresInTheOutbox1764000710000,
    KeepCheckpointsOfWork1764000720000,
    LetWorkBeCancelled1764000730000,
    DropIndexesNobodyLooksInto1764000760000,
    MakeTheQueuesSchema1764000770000,
    KeepFilesInAStore1764140000000,
    ReserveRoomForFiles1764140010000,
    AskOnceWhileItWaits1764130000000,
    TakeWorkInTurn1764130010000,
    KeepWhatWasSpent1764100000000,
    FindWhatHasBeenDueTheLongest1764130020000,
    KnowKeysByOrganisation1764135000000,
    ChainTheAuditTrailByOrganisation1764135010000,
    FindSlotsByAge1764200010000,
    FindWhatWasDoneInAnOrganisation1764250000000,
  ],
  modules: [StorageModule, KetnoiGraphqlModule],
  access: [...PLATFORM_ACCESS, ...STORAGE_ACCESS],
  personalData: PLATFORM_PERSONAL_DATA,
  policy: PLATFORM_POLICY,
};
