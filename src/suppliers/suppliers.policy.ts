import {
  allow,
  anyone,
  notForKeys,
  officials,
  onlyProven,
  signedIn,
  suppliers,
  tell,
  type RoomPolicy,
} from '../platform/policy/room-policy.js';

export const SUPPLIERS_POLICY: RoomPolicy = {
  keys: 'FIRMS',
  operations: {
    myTaxCodeClaims: notForKeys(allow(suppliers)),
    taxCodeClaims: allow(officials),
    taxCodeClaim: notForKeys(allow(suppliers, { 'input.fileId': 'StoredFile' }, 'OWNER')),
    taxCodeClaimWithdraw: notForKeys(allow(suppliers, { id: 'TaxCodeClaim' }, 'OWNER')),
    taxCodeClaimAnswer: notForKeys(allow(suppliers, { id: 'TaxCodeClaim' }, 'OWNER')),
    taxCodeClaimDecide: onlyProven(allow(officials, { id: 'TaxCodeClaim' })),
    taxCodeRelease: onlyProven(allow(officials, { organisationId: 'Organisation' })),
    conflictOfInterestWithdraw: allow(officials, { id: 'ConflictOfInterest' }),
    conflictOfInterestDeclare: allow(officials, {
      'input.firmId': 'Firm',
      'input.buyerOrganisationId': 'Organisation',
    }),
    conflictsOfInterest: allow(officials),
    certificateRejectionReasons: allow(anyone),
    certificatesToCheck: allow(officials),
    firm: allow(signedIn, { id: 'Firm' }),
    firms: allow(signedIn),
    myFirm: allow(suppliers),
    capabilityAdd: allow(suppliers, { 'input.evidenceFileId': 'StoredFile', siteId: 'Site' }),
    capabilityRestore: allow(suppliers, { id: 'Capability' }),
    capabilityUpdate: allow(suppliers, {
      id: 'Capability',
      'input.evidenceFileId': 'StoredFile',
      'input.siteId': 'Site',
    }),
    capabilityVerificationUndo: allow(officials, { id: 'Capability' }),
    capabilityVerify: allow(officials, { id: 'Capability' }),
    capabilityWithdraw: allow(suppliers, { id: 'Capability' }),
    certificateAdd: allow(suppliers, { firmId: 'Firm', 'input.evidenceFileId': 'StoredFile', 'input.siteIds': 'Site' }),
    certificateRestore: allow(suppliers, { id: 'Certificate' }),
    certificateUpdate: allow(suppliers, {
      id: 'Certificate',
      'input.evidenceFileId': 'StoredFile',
      'input.siteIds': 'Site',
    }),
    certificateVerificationUndo: allow(officials, { id: 'Certificate' }),
    certificateVerify: allow(officials, { id: 'Certificate' }),
    certificateWithdraw: allow(suppliers, { id: 'Certificate' }),
    firmCreate: allow(suppliers),
    firmRegister: allow(suppliers, {
      'input.capabilities.evidenceFileId': 'StoredFile',
      'input.certificates.evidenceFileId': 'StoredFile',
    }),
    firmRestore: allow(suppliers, { id: 'Firm' }),
    firmUpdate: allow(suppliers, { id: 'Firm' }),
    firmWithdraw: allow(suppliers, { id: 'Firm' }),
    siteAdd: allow(suppliers, { firmId: 'Firm' }),
    siteRestore: allow(suppliers, { id: 'Site' }),
    siteUpdate: allow(suppliers, { id: 'Site' }),
    siteWithdraw: allow(suppliers, { id: 'Site' }),
  },
  fields: {
    TaxCodeClaim: [
      tell(
        signedIn,
        'id taxCode state isAgainstYou claimantName claimant holder statement certificate claimedAt answerUntil answer answeredAt endedAt reason',
      ),
    ],
    ConflictOfInterest: [tell(signedIn, 'id reason declaredAt withdrawnAt firm buyer official')],
    Capability: [
      tell(
        signedIn,
        'characteristics evidence evidenceFile firm id isOwn leadTimeDays machines materials maxMass maxSize minLotPieces monthlyCapacity process revision roughnessRa site thickness tolerance verifications withdrawnAt',
      ),
    ],
    Certificate: [
      tell(
        signedIn,
        'daysLeft evidence evidenceFile firm id issuer number revision scope sites standard state validFrom validTo verifications withdrawnAt',
      ),
    ],
    CertificateCheckCounts: [tell(officials, 'expiring unchecked')],
    CharacteristicValue: [tell(signedIn, 'characteristic value')],
    Firm: [
      tell(
        signedIn,
        'capabilities certificates country createdAt endMarkets id languages name profileGaps revision sectors sites source taxCode tradingName updatedAt website withdrawnAt',
      ),
    ],
    PartSize: [tell(signedIn, 'height length width')],
    ProfileGap: [tell(signedIn, 'code hint path')],
    Site: [
      tell(
        signedIn,
        'address coordinatesFrom country firm id industrialPark latitude longitude name province revision taxCode ward wardCandidates withdrawnAt',
      ),
    ],
    ThicknessRange: [tell(signedIn, 'max min')],
    Verification: [tell(signedIn, 'at authority decision id note official reason seenRevision undoes')],
  },
};
