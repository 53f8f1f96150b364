import { LetBuyersChooseWhatIsTold1764170010000 } from '../../migrations/1764170010000-let-buyers-choose-what-is-told.js';
import type { Room } from '../platform/room.js';
import { DISCLOSURE_ACCESS } from './disclosure.access.js';
import { DisclosureModule } from './disclosure.module.js';
import { DISCLOSURE_POLICY } from './disclosure.policy.js';
import { RequestDisclosure } from './request-disclosure.entity.js';

export const DISCLOSURE: Room = {
  name: 'disclosure',
  entities: [RequestDisclosure],
  migrations: [LetBuyersChooseWhatIsTold1764170010000],
  modules: [DisclosureModule],
  access: DISCLOSURE_ACCESS,
  policy: DISCLOSURE_POLICY,
};
