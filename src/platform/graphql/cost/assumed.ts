/**
 * How many a plain list is taken to hold, by its field, or by type and field where a name means different lists. Lists
 * of the vocabularies, which strangers may walk, have nearly their largest; what people keep has what is usual. Connections
 * are as long as they are asked to be, and lists of plain values cost nothing of their own.
 */
export const LIST_SIZES: Readonly<Record<string, number>> = {
  anyOf: 5,
  apiKeys: 10,
  capabilities: 10,
  certificateRejectionReasons: 20,
  certificates: 5,
  certificateStandards: 150,
  characteristics: 5,
  children: 30,
  criteria: 12,
  'PersonalData.exports': 3,
  designations: 5,
  drawingGrants: 2,
  drawings: 3,
  endMarkets: 5,
  equivalentTo: 3,
  exact: 3,
  gaps: 4,
  implies: 3,
  industrialParks: 150,
  languages: 5,
  materials: 10,
  mySessions: 10,
  myTaxCodeClaims: 3,
  memberships: 2,
  nearest: 5,
  operations: 3,
  organisationInvitations: 10,
  organisationMembers: 10,
  // As many as are decided on at once.
  outcomes: 500,
  problems: 3,
  processes: 30,
  profileGaps: 10,
  provinces: 5,
  publishProblems: 10,
  'Query.characteristics': 50,
  'Query.endMarkets': 70,
  'Query.languages': 30,
  'Query.materials': 30,
  rejectionReasons: 20,
  sectors: 5,
  sides: 3,
  sites: 3,
  standards: 5,
  terms: 5,
  unitsOfMeasure: 50,
  userErrors: 3,
  verdicts: 12,
  wardCandidates: 5,
};

/** Arguments that say how long a plain list will be: a list is as long as they are. */
export const SLICED_BY: Readonly<Record<string, readonly string[]>> = {
  administrativeUnitLookUp: ['words'],
  certificateStandardLookUp: ['words'],
  industrialParkLookUp: ['words'],
  materialLookUp: ['words'],
  processLookUp: ['words'],
  unitOfMeasureLookUp: ['words'],
};

/** What takes more work than to show one object, by field, or by type for each object of it. */
export const WEIGHTS: Readonly<Record<string, number>> = {
  AdministrativeUnitLookUp: 5,
  CertificateStandardLookUp: 5,
  IndustrialParkLookUp: 5,
  MaterialLookUp: 5,
  ProcessLookUp: 5,
  UnitOfMeasureLookUp: 5,
  totalCount: 1,
  // A password is hashed for each.
  buyerSignUp: 1000,
  emailChangeRequest: 1000,
  factorRemove: 1000,
  invitationAccept: 1000,
  passwordChange: 1000,
  passwordReset: 1000,
  personalDataErasureRequest: 1000,
  sessionConfirm: 1000,
  sessionCreate: 1000,
  supplierSignUp: 1000,
};
