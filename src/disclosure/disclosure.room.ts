import { AttachDrawings1764170030000 } from '../../migrations/1764170030000-attach-drawings.js';
import { LetBuyersChooseWhatIsTold1764170010000 } from '../../migrations/1764170010000-let-buyers-choose-what-is-told.js';
import { LetWhatIsToldReachWhereItsRequestReaches1764220010000 } from '../../migrations/1764220010000-let-what-is-told-reach-where-its-request-reaches.js';
import { AskForAgreementsBeforeMoreIsTold1764170020000 } from '../../migrations/1764170020000-ask-for-agreements-before-more-is-told.js';
import { TellContactsAtRelease1764230010000 } from '../../migrations/1764230010000-tell-contacts-at-release.js';
import type { Room } from '../platform/room.js';
import { AccessCut } from './access-cut.entity.js';
import { AgreementAcceptance } from './agreement-acceptance.entity.js';
import { DisclosureAgreement } from './disclosure-agreement.entity.js';
import { DISCLOSURE_ACCESS } from './disclosure.access.js';
import { DisclosureModule } from './disclosure.module.js';
import { DISCLOSURE_PERSONAL_DATA } from './disclosure.personal-data.js';
import { DISCLOSURE_POLICY } from './disclosure.policy.js';
import { Drawing } from './drawing.entity.js';
import { DrawingGrant } from './drawing-grant.entity.js';
import { DrawingRead } from './drawing-read.entity.js';
import { RequestDisclosure } from './request-disclosure.entity.js';

export const DISCLOSURE: Room = {
  name: 'disclosure',
  entities: [
    RequestDisclosure,
    DisclosureAgreement,
    AgreementAcceptance,
    AccessCut,
    Drawing,
    DrawingGrant,
    DrawingRead,
  ],
  migrations: [
    LetBuyersChooseWhatIsTold1764170010000,
    AskForAgreementsBeforeMoreIsTold1764170020000,
    AttachDrawings1764170030000,
    LetWhatIsToldReachWhereItsRequestReaches1764220010000,
    TellContactsAtRelease1764230010000,
  ],
  modules: [DisclosureModule],
  access: DISCLOSURE_ACCESS,
  personalData: DISCLOSURE_PERSONAL_DATA,
  policy: DISCLOSURE_POLICY,
};
