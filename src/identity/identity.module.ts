import { Global, Module } from '@nestjs/common';
import { AUTHENTICATOR } from '../platform/graphql/authentication.js';
import { AccessTokens } from './access-tokens.js';
import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { ApiKeysResolver } from './api-keys.resolver.js';
import { ApiKeysService } from './api-keys.service.js';
import { AreasService } from './areas.service.js';
import { ColleaguesService } from './colleagues.service.js';
import { ContactsResolver } from './contacts/contacts.resolver.js';
import { ContactsService } from './contacts/contacts.service.js';
import { DeviceTokens } from './device-tokens.js';
import { HistoryResolver } from './history.resolver.js';
import { EmailChangeLetter } from './letters/email-change.letter.js';
import { EmailChangeNotice } from './letters/email-change.notice.js';
import { InvitationLetter } from './letters/invitation.letter.js';
import { PasswordChangedLetter } from './letters/password-changed.letter.js';
import { PasswordResetLetter } from './letters/password-reset.letter.js';
import { DataRequestsService } from './personal-data/data-requests.service.js';
import { ErasePersonHandler } from './personal-data/erase-person.handler.js';
import { ErasureAskedLetter } from './letters/erasure-asked.letter.js';
import { ErasureBlocks } from './personal-data/erasure-blocks.js';
import { ErasuresService } from './personal-data/erasures.service.js';
import { ExportPersonHandler } from './personal-data/export-person.handler.js';
import { PersonalDataExportsService } from './personal-data/personal-data-exports.service.js';
import { NewDeviceLetter } from './letters/new-device.letter.js';
import { PrivacyDeclarationsService } from './personal-data/privacy-declarations.service.js';
import { PrivacyResolver } from './personal-data/privacy.resolver.js';
import { PersonalDataReadyLetter } from './letters/personal-data-ready.letter.js';
import { PersonalDataResolver } from './personal-data/personal-data.resolver.js';
import { PersonFieldsResolver } from './person-fields.resolver.js';
import { PersonKeysService } from './personal-data/person-keys.service.js';
import { SignInChangedLetter } from './letters/sign-in-changed.letter.js';
import { InvitationsResolver } from './invitations.resolver.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningService } from './joining.service.js';
import { MailedTokens } from './mailed-tokens.js';
import { MembersResolver } from './members.resolver.js';
import { MembersService } from './members.service.js';
import { OfficialsService } from './officials.service.js';
import { OrganisationFieldsResolver } from './organisation-fields.resolver.js';
import { OrganisationsService } from './organisations.service.js';
import { OwnSessionsResolver } from './own-sessions.resolver.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { OwnDataResolver } from './own-data.resolver.js';
import { OwnDataService } from './own-data.service.js';
import { PasswordResetsResolver } from './password-resets.resolver.js';
import { PasswordResetsService } from './password-resets.service.js';
import { Passwords } from './passwords.js';
import { PeopleService } from './people.service.js';
import { OwnFactorService } from './own-factor.service.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';
import { SecondFactorsResolver } from './second-factors.resolver.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { SignInCodesService } from './sign-in-codes.service.js';
import { ProviderAccounts } from './providers/provider-accounts.js';
import { ProviderClient } from './providers/provider-client.js';
import { ProviderSignInsResolver } from './providers/provider-sign-ins.resolver.js';
import { ProviderSignInsService } from './providers/provider-sign-ins.service.js';
import { ProviderTransport } from './providers/provider-transport.js';
import { SignInProvidersService } from './providers/sign-in-providers.service.js';
import { ProgrammesService } from './programmes.service.js';
import { RemitsService } from './remits.service.js';
import { SecretRotationService } from './secret-rotation.service.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionsResolver } from './sessions.resolver.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignUpService } from './sign-up.service.js';
import { TaxCodeHolders } from './tax-code-holders.service.js';
import { ViewersService } from './viewers.service.js';

/** Organisations, people, who belongs where, and who is asking. */
@Global()
@Module({
  providers: [
    AccessTokens,
    ApiKeyAuthenticator,
    ApiKeysResolver,
    ApiKeysService,
    AreasService,
    ColleaguesService,
    ContactsResolver,
    ContactsService,
    DeviceTokens,
    EmailChangeLetter,
    EmailChangeNotice,
    InvitationLetter,
    HistoryResolver,
    InvitationsResolver,
    InvitationsService,
    JoiningService,
    MailedTokens,
    MembersResolver,
    MembersService,
    OfficialsService,
    OrganisationFieldsResolver,
    OrganisationsService,
    OwnSessionsResolver,
    OwnSessionsService,
    OwnDataResolver,
    OwnDataService,
    OwnFactorService,
    PasswordChangedLetter,
    PasswordResetLetter,
    PasswordResetsResolver,
    PasswordResetsService,
    DataRequestsService,
    ErasePersonHandler,
    ErasureAskedLetter,
    ErasureBlocks,
    ErasuresService,
    ExportPersonHandler,
    PersonalDataExportsService,
    NewDeviceLetter,
    PrivacyDeclarationsService,
    PrivacyResolver,
    PersonalDataReadyLetter,
    PersonalDataResolver,
    PersonFieldsResolver,
    PersonKeysService,
    Passwords,
    PeopleService,
    RecoveryCodes,
    SecondFactors,
    SecondFactorsResolver,
    SecretRotationService,
    ProgrammesService,
    ProviderAccounts,
    ProviderClient,
    ProviderSignInsResolver,
    ProviderSignInsService,
    ProviderTransport,
    RemitsService,
    SessionsResolver,
    SessionsService,
    SignInChallenges,
    SignInChangedLetter,
    SignInProvidersService,
    SignInCodesService,
    SignInService,
    SignInThrottle,
    SignUpService,
    TaxCodeHolders,
    ViewersService,
    { provide: AUTHENTICATOR, useClass: SessionAuthenticator },
  ],
  exports: [
    AUTHENTICATOR,
    AreasService,
    ColleaguesService,
    ContactsService,
    ErasureBlocks,
    OfficialsService,
    OrganisationsService,
    ProgrammesService,
    RemitsService,
    SecretRotationService,
    SignInProvidersService,
    TaxCodeHolders,
  ],
})
export class IdentityModule {}
