import { CreateIdentity1764000100000 } from '../../migrations/1764000100000-create-identity.js';
import { FindSessionsByPersonOnly1764000761000 } from '../../migrations/1764000761000-find-sessions-by-person-only.js';
import { SayWhereASessionIsUsed1764110000000 } from '../../migrations/1764110000000-say-where-a-session-is-used.js';
import { RememberWhoUsedARefreshToken1764110010000 } from '../../migrations/1764110010000-remember-who-used-a-refresh-token.js';
import { CountWrongPasswordsByClient1764110020000 } from '../../migrations/1764110020000-count-wrong-passwords-by-client.js';
import { ResetForgottenPasswords1764120000000 } from '../../migrations/1764120000000-reset-forgotten-passwords.js';
import { ChangeAddressesByMail1764120010000 } from '../../migrations/1764120010000-change-addresses-by-mail.js';
import { LetPeopleBelongToSeveralOrganisations1764120020000 } from '../../migrations/1764120020000-let-people-belong-to-several-organisations.js';
import { TellEditorsFromViewers1764120030000 } from '../../migrations/1764120030000-tell-editors-from-viewers.js';
import { InviteMembers1764120040000 } from '../../migrations/1764120040000-invite-members.js';
import { GiveAuthoritiesARemit1764180000000 } from '../../migrations/1764180000000-give-authorities-a-remit.js';
import { SayInWhichAreaAnOrganisationLies1764180010000 } from '../../migrations/1764180010000-say-in-which-area-an-organisation-lies.js';
import { KeepSecondFactors1764190000000 } from '../../migrations/1764190000000-keep-second-factors.js';
import { RememberWhenASessionHasProvedItself1764190010000 } from '../../migrations/1764190010000-remember-when-a-session-has-proved-itself.js';
import { GiveKeysToIntegrators1764190020000 } from '../../migrations/1764190020000-give-keys-to-integrators.js';
import { FindWhatWasKeptLongEnough1764200000000 } from '../../migrations/1764200000000-find-what-was-kept-long-enough.js';
import { GivePeopleTheirData1764200030000 } from '../../migrations/1764200030000-give-people-their-data.js';
import { LetPeopleBeErased1764200040000 } from '../../migrations/1764200040000-let-people-be-erased.js';
import { FindChallengesThatAreOver1764220000000 } from '../../migrations/1764220000000-find-challenges-that-are-over.js';
import { KeepContacts1764230000000 } from '../../migrations/1764230000000-keep-contacts.js';
import { SignOfficialsInAtTheirOwnProvider1764240000000 } from '../../migrations/1764240000000-sign-officials-in-at-their-own-provider.js';
import { SayHowASessionWasOpened1764240010000 } from '../../migrations/1764240010000-say-how-a-session-was-opened.js';
import { KeepWhatRecoveryCodesAreHashedWith1764240020000 } from '../../migrations/1764240020000-keep-what-recovery-codes-are-hashed-with.js';
import { KeepWhatPeopleDeclare1764250010000 } from '../../migrations/1764250010000-keep-what-people-declare.js';
import { ApiKey } from './api-key.entity.js';
import { Contact } from './contacts/contact.entity.js';
import { Invitation } from './invitation.entity.js';
import { IdentityModule } from './identity.module.js';
import { Membership } from './membership.entity.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';
import { IDENTITY_ACCESS } from './identity.access.js';
import type { Room } from '../platform/room.js';
import { IDENTITY_POLICY } from './identity.policy.js';
import { IDENTITY_PERSONAL_DATA } from './identity.personal-data.js';

export const IDENTITY: Room = {
  name: 'identity',
  entities: [ApiKey, Contact, Invitation, Membership, Organisation, Person],
  migrations: [
    CreateIdentity1764000100000,
    FindSessionsByPersonOnly1764000761000,
    SayWhereASessionIsUsed1764110000000,
    RememberWhoUsedARefreshToken1764110010000,
    CountWrongPasswordsByClient1764110020000,
    ResetForgottenPasswords1764120000000,
    ChangeAddressesByMail1764120010000,
    LetPeopleBelongToSeveralOrganisations1764120020000,
    TellEditorsFromViewers1764120030000,
    InviteMembers1764120040000,
    GiveAuthoritiesARemit1764180000000,
    SayInWhichAreaAnOrganisationLies1764180010000,
    KeepSecondFactors1764190000000,
    RememberWhenASessionHasProvedItself1764190010000,
    GiveKeysToIntegrators1764190020000,
    FindWhatWasKeptLongEnough1764200000000,
    GivePeopleTheirData1764200030000,
    LetPeopleBeErased1764200040000,
    FindChallengesThatAreOver1764220000000,
    KeepContacts1764230000000,
    SignOfficialsInAtTheirOwnProvider1764240000000,
    SayHowASessionWasOpened1764240010000,
    KeepWhatRecoveryCodesAreHashedWith1764240020000,
    KeepWhatPeopleDeclare1764250010000,
  ],
  modules: [IdentityModule],
  access: IDENTITY_ACCESS,
  personalData: IDENTITY_PERSONAL_DATA,
  policy: IDENTITY_POLICY,
};
