/**
 * Who may do what, in one place: every operation of the API, every route, every job and every table. It is written down
 * a second time here on purpose: what is opened to somebody in the code must be opened here too, by somebody who means it.
 */

export type Kind = 'SUPPLIER' | 'BUYER' | 'AUTHORITY';
export const KINDS: readonly Kind[] = ['SUPPLIER', 'BUYER', 'AUTHORITY'];

const ANYONE = ['ANONYMOUS', 'SUPPLIER', 'BUYER', 'AUTHORITY'] as const;
const SIGNED_IN = KINDS;
type Caller = (typeof ANYONE)[number];
export const CALLERS: readonly Caller[] = ANYONE;

export const OPERATIONS: Record<'query' | 'mutation' | 'subscription', Record<string, readonly Caller[]>> = {
  query: {
    administrativeUnitLookUp: ANYONE,
    administrativeUnits: ANYONE,
    certificateRejectionReasons: ANYONE,
    certificateStandardLookUp: ANYONE,
    certificateStandards: ANYONE,
    certificatesToCheck: ['AUTHORITY'],
    characteristics: ANYONE,
    endMarkets: ANYONE,
    firm: SIGNED_IN,
    firms: SIGNED_IN,
    industrialParkLookUp: ANYONE,
    industrialParks: ANYONE,
    languages: ANYONE,
    match: SIGNED_IN,
    materialLookUp: ANYONE,
    materials: ANYONE,
    myFirm: ['SUPPLIER'],
    myMatches: ['SUPPLIER'],
    node: SIGNED_IN,
    organisationMembers: SIGNED_IN,
    processLookUp: ANYONE,
    processes: ANYONE,
    rejectionReasons: ['AUTHORITY'],
    request: ['BUYER', 'AUTHORITY'],
    requests: ['BUYER', 'AUTHORITY'],
    reviewCounts: ['AUTHORITY'],
    reviewQueue: ['AUTHORITY'],
    sectors: ANYONE,
    service: ANYONE,
    taxonomyVersion: ANYONE,
    unitOfMeasureLookUp: ANYONE,
    unitsOfMeasure: ANYONE,
    viewer: ANYONE,
  },
  mutation: {
    buyerSignUp: ANYONE,
    capabilityAdd: ['SUPPLIER'],
    capabilityRestore: ['SUPPLIER'],
    capabilityUpdate: ['SUPPLIER'],
    capabilityVerificationUndo: ['AUTHORITY'],
    capabilityVerify: ['AUTHORITY'],
    capabilityWithdraw: ['SUPPLIER'],
    certificateAdd: ['SUPPLIER'],
    certificateRestore: ['SUPPLIER'],
    certificateUpdate: ['SUPPLIER'],
    certificateVerificationUndo: ['AUTHORITY'],
    certificateVerify: ['AUTHORITY'],
    certificateWithdraw: ['SUPPLIER'],
    firmCreate: ['SUPPLIER'],
    firmRegister: ['SUPPLIER'],
    firmRestore: ['SUPPLIER'],
    firmUpdate: ['SUPPLIER'],
    firmWithdraw: ['SUPPLIER'],
    memberAdd: ['SUPPLIER', 'BUYER'],
    memberRemove: ['SUPPLIER', 'BUYER'],
    memberRoleChange: ['SUPPLIER', 'BUYER'],
    passwordChange: SIGNED_IN,
    requestClose: ['BUYER'],
    requestCreate: ['BUYER'],
    requestMatchAgain: ['BUYER', 'AUTHORITY'],
    requestPublish: ['BUYER'],
    requestReopen: ['BUYER'],
    requestUpdate: ['BUYER'],
    requestWithdraw: ['BUYER'],
    reviewAnswer: ['SUPPLIER'],
    reviewDecisionRecord: ['AUTHORITY'],
    reviewDecisionUndo: ['AUTHORITY'],
    sessionCreate: ANYONE,
    sessionRefresh: ANYONE,
    sessionRevoke: ANYONE,
    siteAdd: ['SUPPLIER'],
    siteRestore: ['SUPPLIER'],
    siteUpdate: ['SUPPLIER'],
    siteWithdraw: ['SUPPLIER'],
    supplierSignUp: ANYONE,
  },
  subscription: {
    requestMatchingProgress: ['BUYER', 'AUTHORITY'],
  },
};

/** What a match is to whoever asks for it. */
export const MATCH_SHAPES: Record<Kind, string> = {
  SUPPLIER: 'SupplierMatch',
  BUYER: 'BuyerMatch',
  AUTHORITY: 'OfficialMatch',
};

/** Each field of a match, and to whom it is told. */
export const MATCH_FIELDS: Record<string, readonly Kind[]> = {
  changedAt: SIGNED_IN,
  confirmed: SIGNED_IN,
  coverage: SIGNED_IN,
  eligibility: SIGNED_IN,
  evidence: SIGNED_IN,
  firm: SIGNED_IN,
  firstSeenAt: SIGNED_IN,
  gaps: SIGNED_IN,
  id: SIGNED_IN,
  leftAt: SIGNED_IN,
  leftBecause: SIGNED_IN,
  line: ['BUYER', 'AUTHORITY'],
  operations: SIGNED_IN,
  outdatedAt: SIGNED_IN,
  potential: SIGNED_IN,
  rank: ['BUYER', 'AUTHORITY'],
  releasedAt: SIGNED_IN,
  relevance: SIGNED_IN,
  request: ['BUYER', 'AUTHORITY'],
  reviewRecords: ['SUPPLIER', 'AUTHORITY'],
  reviewState: ['SUPPLIER', 'AUTHORITY'],
  run: ['BUYER', 'AUTHORITY'],
  sites: SIGNED_IN,
  standing: SIGNED_IN,
  verdicts: SIGNED_IN,
};

/** Jobs run as Ketnoi itself; what they are asked for, a transaction of somebody allowed to ask has written down. */
export const JOBS: Record<string, readonly Kind[]> = {
  'matching.firm-again': ['SUPPLIER', 'AUTHORITY'],
  'matching.match-line': ['BUYER', 'AUTHORITY'],
};

/** The status each caller gets for a minimal request, by route. GraphiQL is not served in production. */
export const ROUTES: Record<string, Record<Caller, number>> = {
  'POST /files': { ANONYMOUS: 401, SUPPLIER: 201, BUYER: 403, AUTHORITY: 403 },
  'GET /files/:id': { ANONYMOUS: 401, SUPPLIER: 404, BUYER: 404, AUTHORITY: 404 },
  'HEAD /files/:id': { ANONYMOUS: 401, SUPPLIER: 404, BUYER: 404, AUTHORITY: 404 },
  'POST /graphql': forAll(200),
  'GET /graphql': forAll(405),
  'HEAD /graphql': forAll(405),
  ...readable('/healthz'),
  ...readable('/readyz'),
  ...readable('/metrics'),
  ...readable('/graphiql'),
  ...readable('/graphiql/start.js'),
  ...readable('/graphiql/react.js'),
  ...readable('/graphiql/react-dom.js'),
  ...readable('/graphiql/graphiql.js'),
  ...readable('/graphiql/graphiql.css'),
};

function forAll(status: number): Record<Caller, number> {
  return { ANONYMOUS: status, SUPPLIER: status, BUYER: status, AUTHORITY: status };
}

function readable(path: string): Record<string, Record<Caller, number>> {
  return { [`GET ${path}`]: forAll(200), [`HEAD ${path}`]: forAll(200) };
}

/**
 * Which rows: `OWN` are those of one's own organisation (or person), `RELEASED` those of firms an official has released to
 * it, `PUBLISHED` those of requests that were published, `ALL` all. A kind that is not named: none.
 */
export type Rows = 'OWN' | 'RELEASED' | 'PUBLISHED' | 'ALL';
export type Acting = Kind | 'ANONYMOUS' | 'SYSTEM';
export type Rule = Partial<Record<Acting, Rows>>;

export interface TableAccess {
  read: Rule;
  add?: Rule;
  change?: Rule;
  remove?: Rule;
}

const SYSTEM = { SYSTEM: 'ALL' } as const;
const OWN = { SUPPLIER: 'OWN', BUYER: 'OWN', AUTHORITY: 'OWN' } as const;
const ONLY_SYSTEM: TableAccess = { read: SYSTEM, add: SYSTEM, change: SYSTEM, remove: SYSTEM };
const OF_FIRM: TableAccess = {
  read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', AUTHORITY: 'ALL' },
  add: { ...SYSTEM, SUPPLIER: 'OWN' },
  change: { ...SYSTEM, SUPPLIER: 'OWN' },
};
const GRADED: TableAccess = { ...OF_FIRM, change: { ...OF_FIRM.change, AUTHORITY: 'ALL' } };

/** Tables behind row-level security. */
export const TABLES: Record<string, TableAccess> = {
  organisation: { read: { ...SYSTEM, ...OWN, AUTHORITY: 'ALL' }, add: SYSTEM },
  person: { read: { ...SYSTEM, ...OWN }, add: SYSTEM, change: SYSTEM },
  membership: { read: { ...SYSTEM, ...OWN }, add: SYSTEM, change: SYSTEM, remove: SYSTEM },
  person_password: ONLY_SYSTEM,
  session: ONLY_SYSTEM,
  refresh_token: ONLY_SYSTEM,
  sign_in_failure: ONLY_SYSTEM,

  firm: GRADED,
  site: OF_FIRM,
  capability: GRADED,
  certificate: GRADED,
  certificate_site: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', AUTHORITY: 'ALL' },
    add: { ...SYSTEM, SUPPLIER: 'OWN' },
    change: SYSTEM,
    remove: { ...SYSTEM, SUPPLIER: 'OWN' },
  },
  verification: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', AUTHORITY: 'ALL' },
    add: { AUTHORITY: 'OWN' },
    change: SYSTEM,
  },
  stored_file: { read: { ...SYSTEM, SUPPLIER: 'OWN', AUTHORITY: 'ALL' }, add: { SUPPLIER: 'OWN' } },

  component_request: {
    read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'PUBLISHED' },
    add: { ...SYSTEM, BUYER: 'OWN' },
    change: { ...SYSTEM, BUYER: 'OWN' },
  },
  request_line: {
    read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'PUBLISHED' },
    add: { ...SYSTEM, BUYER: 'OWN' },
    change: { ...SYSTEM, BUYER: 'OWN' },
    remove: { ...SYSTEM, BUYER: 'OWN' },
  },
  request_revision: {
    read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'ALL' },
    add: { ...SYSTEM, BUYER: 'OWN' },
  },

  match_run: { read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'ALL' }, add: SYSTEM, change: SYSTEM, remove: SYSTEM },
  match: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', AUTHORITY: 'ALL' },
    add: SYSTEM,
    change: SYSTEM,
  },
  review_decision: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', AUTHORITY: 'ALL' },
    add: { SUPPLIER: 'OWN', AUTHORITY: 'OWN' },
    change: SYSTEM,
  },

  outbox: {
    read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'PUBLISHED' },
    add: { ...SYSTEM, ANONYMOUS: 'ALL', SUPPLIER: 'ALL', BUYER: 'ALL', AUTHORITY: 'ALL' },
    change: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'OWN' },
    remove: SYSTEM,
  },
  /** Those of strangers are known by nothing but the key. */
  idempotency_key: {
    read: { ...SYSTEM, ...OWN, ANONYMOUS: 'PUBLISHED' },
    add: { ...OWN, ANONYMOUS: 'OWN' },
    change: { ...OWN, ANONYMOUS: 'PUBLISHED' },
    remove: { ...SYSTEM, ...OWN, ANONYMOUS: 'OWN' },
  },
  audit_entry: {
    read: { ...SYSTEM, ...OWN },
    add: { ...OWN, SYSTEM: 'OWN', ANONYMOUS: 'OWN' },
    change: SYSTEM,
  },
  /** Whoever acts says so in its own name; the system forgets what is old. */
  event: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN', AUTHORITY: 'ALL' },
    add: { ...OWN, SYSTEM: 'OWN', ANONYMOUS: 'OWN' },
    remove: SYSTEM,
  },
  event_follower: { read: SYSTEM, add: SYSTEM, change: SYSTEM },
  audit_seal: { read: SYSTEM, add: SYSTEM },
  audit_head: { read: SYSTEM, add: SYSTEM },
};

/** Tables with nothing to hide, written only by the owner of the tables: everybody reads. */
export const PUBLIC_TABLES: readonly string[] = [
  'access_version',
  'administrative_unit',
  'certificate_standard',
  'industrial_park',
  'material',
  'migration',
  'process',
  'taxonomy_version',
];
