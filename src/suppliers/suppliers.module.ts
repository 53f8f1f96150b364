import { Module } from '@nestjs/common';
import { CapabilitiesResolver } from './capabilities.resolver.js';
import { CapabilitiesService } from './capabilities.service.js';
import { CapabilityFieldsResolver } from './capability-fields.resolver.js';
import { CertificateFieldsResolver } from './certificate-fields.resolver.js';
import { CertificateQueueService } from './certificate-queue.service.js';
import { CertificatesResolver } from './certificates.resolver.js';
import { CertificatesService } from './certificates.service.js';
import { ConflictsOfInterestResolver } from './conflicts-of-interest.resolver.js';
import { ConflictsOfInterestService } from './conflicts-of-interest.service.js';
import { FirmAreas } from './firm-areas.service.js';
import { FirmChanges } from './firm-changes.js';
import { FirmFieldsResolver } from './firm-fields.resolver.js';
import { FirmImportService } from './firm-import.service.js';
import { FirmListsService } from './firm-lists.service.js';
import { FirmSnapshotsService } from './firm-snapshots.service.js';
import { FirmFactsService } from './firm-facts.service.js';
import { FirmsByProcessService } from './firms-by-process.service.js';
import { FirmsResolver } from './firms.resolver.js';
import { FirmsService } from './firms.service.js';
import { ProfileGaps } from './profile-gaps.service.js';
import { Readings } from './readings.js';
import { RegistrationService } from './registration.service.js';
import { SitesResolver } from './sites.resolver.js';
import { SitesService } from './sites.service.js';
import { SupplierLoaders } from './supplier-loaders.js';
import { TaxCodeClaimedLetter } from './letters/tax-code-claimed.letter.js';
import { TaxCodeDecidedLetter } from './letters/tax-code-decided.letter.js';
import { TaxCodeClaimsResolver } from './tax-code-claims.resolver.js';
import { TaxCodeClaimsService } from './tax-code-claims.service.js';
import { TaxCodeDecisionsService } from './tax-code-decisions.service.js';
import { TaxCodeMoves } from './tax-code-moves.service.js';
import { VerificationFieldsResolver } from './verification-fields.resolver.js';
import { VerificationsService } from './verifications.service.js';

/** Firms, their sites, capabilities and certificates, and what officials found out about them. */
@Module({
  providers: [
    CapabilitiesResolver,
    CapabilitiesService,
    CapabilityFieldsResolver,
    CertificateFieldsResolver,
    CertificateQueueService,
    CertificatesResolver,
    CertificatesService,
    ConflictsOfInterestResolver,
    ConflictsOfInterestService,
    FirmAreas,
    FirmChanges,
    FirmFactsService,
    FirmFieldsResolver,
    FirmImportService,
    FirmListsService,
    FirmSnapshotsService,
    FirmsByProcessService,
    FirmsResolver,
    FirmsService,
    ProfileGaps,
    Readings,
    RegistrationService,
    SitesResolver,
    SitesService,
    SupplierLoaders,
    TaxCodeClaimedLetter,
    TaxCodeClaimsResolver,
    TaxCodeClaimsService,
    TaxCodeDecidedLetter,
    TaxCodeDecisionsService,
    TaxCodeMoves,
    VerificationFieldsResolver,
    VerificationsService,
  ],
  exports: [
    ConflictsOfInterestService,
    FirmFactsService,
    FirmImportService,
    FirmSnapshotsService,
    FirmsByProcessService,
    FirmsService,
    ProfileGaps,
    SupplierLoaders,
  ],
})
export class SuppliersModule {}
