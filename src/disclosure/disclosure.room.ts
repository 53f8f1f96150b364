import { LetBuyersChooseWhatIsTold1764170010000 } from '../../migrations/1764170010000-let-buyers-choose-what-is-told.js';
import { LetWhatIsToldReachWhereItsRequestReaches1764220010000 } from '../../migrations/1764220010000-let-what-is-told-reach-where-its-request-reaches.js';
import type { Room } from '../platform/room.js';
import { DISCLOSURE_ACCESS } from './disclosure.access.js';
import { DisclosureModule } from './disclosure.module.js';
import { DISCLOSURE_PERSONAL_DATA } from './disclosure.personal-data.js';
import { DISCLOSURE_POLICY } from './disclosure.policy.js';
import { RequestDisclosure } from './request-disclosure.entity.js';

export const DISCLOSURE: Room = {
  name: 'disclosure',
  entities: [RequestDisclosure],
  migrations: [LetBuyersChooseWhatIsTold1764170010000, LetWhatIsToldReachWhereItsRequestReaches1764220010000],
  modules: [DisclosureModule],
  access: DISCLOSURE_ACCESS,
  personalData: DISCLOSURE_PERSONAL_DATA,
  policy: DISCLOSURE_POLICY,
};
