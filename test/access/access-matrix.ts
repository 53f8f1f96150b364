import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { ROOMS } from '../../src/app.rooms.js';
import { rootsOf } from '../../src/platform/policy/guarded-schema.js';
import type { Caller } from '../../src/platform/policy/room-policy.js';
import { policyOf } from '../../src/platform/room.js';

/**
 * What the tests of access walk through. Operations and fields are those of the policy, every one of which is tried. Routes,
 * jobs and tables are written down a second time on purpose: what is opened to somebody in the code must be opened here too, by
 * somebody who means it.
 */

export type Kind = 'SUPPLIER' | 'BUYER' | 'AUTHORITY';
export const KINDS: readonly Kind[] = ['SUPPLIER', 'BUYER', 'AUTHORITY'];

const ANYONE = ['ANONYMOUS', 'SUPPLIER', 'BUYER', 'AUTHORITY'] as const;
export const CALLERS: readonly (typeof ANYONE)[number][] = ANYONE;

const policy = policyOf(ROOMS);
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** Who may call each operation, as the rooms' policies say. */
export const OPERATIONS = Object.fromEntries(
  rootsOf(schema).map((root) => [
    root.name.toLowerCase(),
    Object.fromEntries(Object.keys(root.getFields()).map((name) => [name, policy.operations.get(name)!.to])),
  ]),
) as Record<'query' | 'mutation' | 'subscription', Record<string, readonly Caller[]>>;

/** What a match is to whoever asks for it. */
export const MATCH_SHAPES: Record<Kind, string> = {
  SUPPLIER: 'SupplierMatch',
  BUYER: 'BuyerMatch',
  AUTHORITY: 'OfficialMatch',
};

/** Each field of a match, and to whom it is told, as the policy says. */
export const MATCH_FIELDS: Record<string, readonly Kind[]> = {};
for (const kind of KINDS) {
  for (const name of policy.fields.keys()) {
    const [type, field] = name.split('.') as [string, string];
    if (type === MATCH_SHAPES[kind]) MATCH_FIELDS[field] = [...(MATCH_FIELDS[field] ?? []), kind];
  }
}

/** Jobs run as Ketnoi itself; what they are asked for, a transaction of somebody allowed to ask has written down. */
export const JOBS: Record<string, readonly Kind[]> = {
  'identity.erase-person': KINDS,
  'identity.export-person': KINDS,
  'matching.firm-again': ['SUPPLIER', 'AUTHORITY'],
  'matching.match-line': ['BUYER', 'AUTHORITY'],
  'platform.send-mail': KINDS,
  'storage.move-files': [],
  'storage.scan-file': ['SUPPLIER', 'BUYER'],
};

/** The status each caller gets for a minimal request, by route. GraphiQL is not served in production. */
export const ROUTES: Record<string, Record<Caller, number>> = {
  'PUT /files/:id': { ANONYMOUS: 401, SUPPLIER: 404, BUYER: 404, AUTHORITY: 404 },
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
 * it, `PUBLISHED` those of requests that were published, `MATCHED` those of requests it is a match of, `OPEN` those that a buyer lets
 * it see, `GRANTED` those whose buyer has let the authority in, `EVIDENCE` files that prove something, `REMIT` those that lie in what
 * its authority is there for and in no other remit, `REACHED` what reaches it and others as well, `ALL` all. A kind that is not named:
 * none.
 */
export type Rows =
  'OWN' | 'RELEASED' | 'PUBLISHED' | 'EVIDENCE' | 'MATCHED' | 'OPEN' | 'GRANTED' | 'REMIT' | 'REACHED' | 'ALL';
export type Acting = Kind | 'BOUNDED_AUTHORITY' | 'ANONYMOUS' | 'SYSTEM';
export type Rule = Partial<Record<Acting, Rows>>;

export interface TableAccess {
  read: Rule;
  add?: Rule;
  change?: Rule;
  remove?: Rule;
}

const SYSTEM = { SYSTEM: 'ALL' } as const;
const OWN_OF_AUTHORITIES = { AUTHORITY: 'OWN', BOUNDED_AUTHORITY: 'OWN' } as const;
const OWN = { SUPPLIER: 'OWN', BUYER: 'OWN', ...OWN_OF_AUTHORITIES } as const;
/** What lies somewhere. */
const PLACED = { AUTHORITY: 'ALL', BOUNDED_AUTHORITY: 'REMIT' } as const;
const REACHING = { AUTHORITY: 'ALL', BOUNDED_AUTHORITY: 'REACHED' } as const;
const EVERYTHING = { AUTHORITY: 'ALL', BOUNDED_AUTHORITY: 'ALL' } as const;
const PUBLISHED = { AUTHORITY: 'PUBLISHED', BOUNDED_AUTHORITY: 'REACHED' } as const;
const OWN_FILES = { SUPPLIER: 'OWN', BUYER: 'OWN' } as const;
const ONLY_SYSTEM: TableAccess = { read: SYSTEM, add: SYSTEM, change: SYSTEM, remove: SYSTEM };
const OF_FIRM: TableAccess = {
  read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', ...PLACED },
  add: { ...SYSTEM, SUPPLIER: 'OWN' },
  change: { ...SYSTEM, SUPPLIER: 'OWN' },
};
const GRADED: TableAccess = { ...OF_FIRM, change: { ...OF_FIRM.change, ...PLACED } };

/** Tables behind row-level security. */
export const TABLES: Record<string, TableAccess> = {
  organisation: { read: { ...SYSTEM, ...OWN, ...REACHING }, add: SYSTEM, change: SYSTEM },
  programme: { read: { ...SYSTEM, ...EVERYTHING }, add: SYSTEM, change: SYSTEM },
  remit: { read: { ...SYSTEM, ...OWN_OF_AUTHORITIES }, add: SYSTEM, change: SYSTEM },
  area: { read: { ...SYSTEM, ...EVERYTHING }, add: SYSTEM },
  person: { read: { ...SYSTEM, ...OWN }, add: SYSTEM, change: SYSTEM },
  contact: {
    read: { ...SYSTEM, SUPPLIER: 'OPEN', BUYER: 'RELEASED' },
    add: OWN_FILES,
    change: OWN_FILES,
    remove: { ...SYSTEM, ...OWN_FILES },
  },
  membership: { read: { ...SYSTEM, ...OWN }, add: SYSTEM, change: SYSTEM, remove: SYSTEM },
  person_password: ONLY_SYSTEM,
  api_key: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN' },
    add: SYSTEM,
    change: SYSTEM,
    remove: SYSTEM,
  },
  invitation: { ...ONLY_SYSTEM, read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN' } },
  password_reset: ONLY_SYSTEM,
  second_factor: ONLY_SYSTEM,
  recovery_code: { read: SYSTEM, add: SYSTEM, remove: SYSTEM },
  sign_in_challenge: ONLY_SYSTEM,
  sign_in_provider: { read: SYSTEM, add: SYSTEM, change: SYSTEM },
  recovery_code_key: { read: SYSTEM, add: SYSTEM, change: SYSTEM },
  provider_account: { read: SYSTEM, add: SYSTEM, remove: SYSTEM },
  provider_sign_in: ONLY_SYSTEM,
  email_change: ONLY_SYSTEM,
  session: { ...ONLY_SYSTEM, read: { ...SYSTEM, ...OWN } },
  refresh_token: ONLY_SYSTEM,
  personal_data_export: { ...ONLY_SYSTEM, read: { ...SYSTEM, ...OWN } },
  privacy_declaration: { ...ONLY_SYSTEM, read: { ...SYSTEM, ...OWN } },
  erasure: { read: { ...SYSTEM, ...OWN }, add: SYSTEM, change: SYSTEM },
  sign_in_failure: ONLY_SYSTEM,

  firm: GRADED,
  site: OF_FIRM,
  capability: GRADED,
  certificate: GRADED,
  certificate_site: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', ...PLACED },
    add: { ...SYSTEM, SUPPLIER: 'OWN' },
    change: SYSTEM,
    remove: { ...SYSTEM, SUPPLIER: 'OWN' },
  },
  verification: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', ...PLACED },
    add: OWN_OF_AUTHORITIES,
    change: SYSTEM,
  },
  stored_file: {
    read: { ...SYSTEM, ...OWN_FILES, AUTHORITY: 'EVIDENCE', BOUNDED_AUTHORITY: 'REACHED' },
    add: { ...SYSTEM, ...OWN_FILES },
    change: { ...SYSTEM, ...OWN_FILES },
    remove: { ...SYSTEM, ...OWN_FILES },
  },
  file_slot: { read: { ...SYSTEM, ...OWN_FILES }, add: OWN_FILES, change: OWN_FILES, remove: SYSTEM },
  file_quota: { read: { ...SYSTEM, ...OWN_FILES }, add: OWN_FILES, change: OWN_FILES },
  tax_code_claim: { read: { ...SYSTEM, SUPPLIER: 'OWN', ...PLACED }, add: SYSTEM, change: SYSTEM },
  conflict_of_interest: {
    read: { ...SYSTEM, ...OWN_OF_AUTHORITIES },
    add: OWN_OF_AUTHORITIES,
    change: { ...SYSTEM, ...OWN_OF_AUTHORITIES },
  },

  component_request: {
    read: { ...SYSTEM, BUYER: 'OWN', ...PUBLISHED },
    add: { ...SYSTEM, BUYER: 'OWN' },
    change: { ...SYSTEM, BUYER: 'OWN' },
  },
  request_line: {
    read: { ...SYSTEM, SUPPLIER: 'OPEN', BUYER: 'OWN', ...PUBLISHED },
    add: { ...SYSTEM, BUYER: 'OWN' },
    change: { ...SYSTEM, BUYER: 'OWN' },
    remove: { ...SYSTEM, BUYER: 'OWN' },
  },
  request_disclosure: {
    read: { ...SYSTEM, SUPPLIER: 'MATCHED', BUYER: 'OWN', ...REACHING },
    add: { BUYER: 'OWN' },
    change: { ...SYSTEM, BUYER: 'OWN' },
  },
  disclosure_agreement: { read: { ...SYSTEM, SUPPLIER: 'MATCHED', BUYER: 'OWN' }, add: { BUYER: 'OWN' } },
  agreement_acceptance: { read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN' }, add: { SUPPLIER: 'OWN' } },
  access_cut: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN' },
    add: { BUYER: 'OWN' },
    change: { BUYER: 'OWN' },
  },
  drawing: {
    read: { ...SYSTEM, SUPPLIER: 'OPEN', BUYER: 'OWN', AUTHORITY: 'GRANTED', BOUNDED_AUTHORITY: 'GRANTED' },
    add: { BUYER: 'OWN' },
    change: { BUYER: 'OWN' },
  },
  drawing_grant: {
    read: { ...SYSTEM, BUYER: 'OWN', ...OWN_OF_AUTHORITIES },
    add: { BUYER: 'OWN' },
    change: { BUYER: 'OWN' },
  },
  drawing_read: { read: { ...SYSTEM, BUYER: 'OWN' }, add: SYSTEM },
  request_revision: {
    read: { ...SYSTEM, BUYER: 'OWN', ...REACHING },
    add: { ...SYSTEM, BUYER: 'OWN' },
    change: SYSTEM,
  },

  match_run: { read: { ...SYSTEM, BUYER: 'OWN', ...REACHING }, add: SYSTEM, change: SYSTEM, remove: SYSTEM },
  match: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'RELEASED', ...PLACED },
    add: SYSTEM,
    change: SYSTEM,
  },
  review_decision: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', ...PLACED },
    add: { SUPPLIER: 'OWN', ...OWN_OF_AUTHORITIES },
    change: SYSTEM,
  },

  review_rule: { read: { ...SYSTEM, ...OWN_OF_AUTHORITIES }, add: SYSTEM, change: SYSTEM },

  outbox: {
    read: { ...SYSTEM, BUYER: 'OWN', AUTHORITY: 'PUBLISHED', BOUNDED_AUTHORITY: 'OWN' },
    add: { ...SYSTEM, ANONYMOUS: 'ALL', SUPPLIER: 'ALL', BUYER: 'ALL', ...EVERYTHING },
    change: { ...SYSTEM, BUYER: 'OWN', ...OWN_OF_AUTHORITIES },
    remove: SYSTEM,
  },
  /** Those of strangers are known by nothing but the key. */
  idempotency_key: {
    read: { ...SYSTEM, ...OWN, ANONYMOUS: 'PUBLISHED' },
    add: { ...OWN, ANONYMOUS: 'OWN' },
    change: { ...SYSTEM, ...OWN, ANONYMOUS: 'PUBLISHED' },
    remove: { ...SYSTEM, ...OWN, ANONYMOUS: 'OWN' },
  },
  /** In whose trail it writes, Ketnoi knows itself. */
  audit_entry: {
    read: { ...SYSTEM, ...OWN },
    add: { ...OWN, ...SYSTEM, ANONYMOUS: 'OWN' },
    change: SYSTEM,
  },
  /** Whoever acts says so in its own name; the system forgets what is old. */
  event: {
    read: { ...SYSTEM, SUPPLIER: 'OWN', BUYER: 'OWN', AUTHORITY: 'ALL', BOUNDED_AUTHORITY: 'OWN' },
    add: { ...OWN, SYSTEM: 'OWN', ANONYMOUS: 'OWN' },
    remove: SYSTEM,
  },
  budget: { read: SYSTEM, add: SYSTEM, change: SYSTEM, remove: SYSTEM },
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
