import { LetOfficialsDeclareConflictsOfInterest1764150030000 } from '../../migrations/1764150030000-let-officials-declare-conflicts-of-interest.js';
import { CreateSuppliers1764000300000 } from '../../migrations/1764000300000-create-suppliers.js';
import { SortFirms1764000742000 } from '../../migrations/1764000742000-sort-firms.js';
import { SortCertificatesByTheirLastDay1764000743000 } from '../../migrations/1764000743000-sort-certificates-by-their-last-day.js';
import { FindCertifiedSitesByFirm1764000762000 } from '../../migrations/1764000762000-find-certified-sites-by-firm.js';
import { FindWhatRefersToAFile1764140020000 } from '../../migrations/1764140020000-find-what-refers-to-a-file.js';
import { SayInWhichAreaAFirmLies1764181000000 } from '../../migrations/1764181000000-say-in-which-area-a-firm-lies.js';
import { SettleWhereFirmsLie1764184010000 } from '../../migrations/1764184010000-settle-where-firms-lie.js';
import { LetFirmsClaimTaxCodes1764260000000 } from '../../migrations/1764260000000-let-firms-claim-tax-codes.js';
import { Capability } from './capability.entity.js';
import { Certificate, CertificateSite } from './certificate.entity.js';
import { ConflictOfInterest } from './conflict-of-interest.entity.js';
import { Firm } from './firm.entity.js';
import { Site } from './site.entity.js';
import { SuppliersModule } from './suppliers.module.js';
import { TaxCodeClaim } from './tax-code-claim.entity.js';
import { Verification } from './verification.entity.js';
import { SUPPLIERS_ACCESS } from './suppliers.access.js';
import type { Room } from '../platform/room.js';
import { SUPPLIERS_POLICY } from './suppliers.policy.js';
import { SUPPLIERS_PERSONAL_DATA } from './suppliers.personal-data.js';

export const SUPPLIERS: Room = {
  name: 'suppliers',
  entities: [Firm, Site, Capability, Certificate, CertificateSite, Verification, ConflictOfInterest, TaxCodeClaim],
  migrations: [
    CreateSuppliers1764000300000,
    SortFirms1764000742000,
    SortCertificatesByTheirLastDay1764000743000,
    FindCertifiedSitesByFirm1764000762000,
    FindWhatRefersToAFile1764140020000,
    LetOfficialsDeclareConflictsOfInterest1764150030000,
    SayInWhichAreaAFirmLies1764181000000,
    SettleWhereFirmsLie1764184010000,
    LetFirmsClaimTaxCodes1764260000000,
  ],
  modules: [SuppliersModule],
  access: SUPPLIERS_ACCESS,
  personalData: SUPPLIERS_PERSONAL_DATA,
  policy: SUPPLIERS_POLICY,
};
