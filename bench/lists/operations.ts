/** A list or count of the API, as one of those who may ask for it. */
export interface ListOperation {
  name: string;
  by: 'AUTHORITY' | 'SUPPLIER' | 'BUYER';
  query: string;
}

const FIRM = 'id name sectors { code }';
const FIRMS = `nodes { ${FIRM} } pageInfo { hasNextPage endCursor }`;
const FOUND = 'sites { id } verdicts { outcome } gaps { sentence }';
const MATCHES = `nodes { id rank run { id } eligibility firm { id name } ${FOUND} } pageInfo { hasNextPage endCursor }`;
const OWN_MATCHES = `nodes { id eligibility firm { id name } ${FOUND} } pageInfo { hasNextPage endCursor }`;
const CHECKS = 'verifications(first: 20) { nodes { id } totalCount }';
const parts = (checks: string) => `sites { id } capabilities { id characteristics { value } ${checks} }
  certificates { id sites { id } ${checks} } profileGaps { code }`;
const filtered = (filter: string) => `{ firms(first: 20, filter: { ${filter} }) { ${FIRMS} } }`;
const queue = (filter: string) => `{ reviewQueue(first: 20, filter: { ${filter} }) { ${MATCHES} } }`;
const counts = (filter: string) =>
  `{ reviewCounts(filter: { ${filter} }) { pending informationRequested approved rejected } }`;
const REQUEST = `id title publishProblems { code }
  lines(first: 100) { nodes { id title operations { position } criteria { criterion { kind } } matchRun { id counts { eligible } } matches(first: 20) { ${MATCHES} } } totalCount }
  matchingProgress { linesTotal linesDone linesFailed } revisions(first: 20) { nodes { revision lines(first: 20) { nodes { id } } } totalCount }`;
const requests = {
  requests: `{ requests(first: 20) { nodes { id title } pageInfo { hasNextPage } } }`,
  'requests, the last changed': `{ requests(first: 20, orderBy: LAST_CHANGED) { nodes { id title } } }`,
  'requests, the next that is due': `{ requests(first: 20, orderBy: EARLIEST_DELIVERY) { nodes { id title } } }`,
  'requests, from the end': `{ requests(last: 20) { nodes { id title } } }`,
};
const orders = {
  'firms in the order of their names': `{ firms(first: 20, orderBy: NAME) { ${FIRMS} } }`,
  'firms, the last changed': `{ firms(first: 20, orderBy: LAST_CHANGED) { ${FIRMS} } }`,
  'firms, from the end': `{ firms(last: 20, orderBy: NAME) { ${FIRMS} } }`,
};

const VIEWER = `{ viewer { person { id name } organisation { id name } role } }`;
const match = (id: string) => `{ match(id: "${id}") { id eligibility firm { id name } ${FOUND} } }`;
const node = (id: string) => `{ node(id: "${id}") { id } }`;

const inOrder = (by: ListOperation['by'], queries: Record<string, string>): ListOperation[] =>
  Object.entries(queries).map(([name, query]) => ({ name, by, query }));

/** Every list and count there is, with each of its filters. Ids are those of `load-market.ts`. */
export const OPERATIONS: readonly ListOperation[] = [
  ...inOrder('AUTHORITY', {
    'firms, the newest': `{ firms(first: 20) { ${FIRMS} } }`,
    ...orders,
    'firms by words of a name': filtered('text: "song hong 1234"'),
    'firms by a common word': filtered('text: "cong ty"'),
    'firms by a word nobody has': filtered('text: "zzyzx"'),
    'firms of a sector': filtered('sector: "electronics"'),
    'firms of a province': filtered('province: "01"'),
    'firms with a process': filtered('process: "die-casting"'),
    'firms with a standard': filtered('standard: "iso-9001"'),
    'firms to be checked': filtered('hasUnchecked: true'),
    'firms with nothing to be checked': filtered('hasUnchecked: false'),
    'firms that withdrew': filtered('isWithdrawn: true'),
    'firms by all of it': filtered(
      'text: "dong", sector: "electronics", province: "01", process: "die-casting", standard: "iso-9001", hasUnchecked: true',
    ),
    'a firm': `{ firm(id: "01900000-0002-7000-8000-000000000002") { ${FIRM} ${parts(CHECKS)} } }`,
    'certificates to check': `{ certificatesToCheck(first: 20) { nodes { id } counts { unchecked expiring } } }`,
    'certificates to check, of a province and a standard': `{ certificatesToCheck(first: 20, filter: { province: "01", standard: "iso-9001", check: UNCHECKED }) { nodes { id } } }`,
    'certificates that run out': `{ certificatesToCheck(first: 20, filter: { check: EXPIRING }) { nodes { id } } }`,
    'certificates to check, the next that runs out': `{ certificatesToCheck(first: 20, orderBy: EXPIRING_FIRST) { nodes { id } } }`,
    'certificates to check, from the end': `{ certificatesToCheck(last: 20) { nodes { id } } }`,
    'review queue': `{ reviewQueue(first: 20) { ${MATCHES} } }`,
    'review queue, from the end': `{ reviewQueue(last: 20) { ${MATCHES} } }`,
    'review queue with its records': `{ reviewQueue(first: 20) { nodes { id reviewRecords(first: 20) { nodes { id } totalCount } } } }`,
    'review queue of a sector': queue('sector: "electronics"'),
    'review queue by name': queue('firmName: "song hong"'),
    'review queue of a state': queue('states: [REJECTED, INFORMATION_REQUESTED]'),
    'review queue of a request': queue('requestId: "01900000-0006-7000-8000-000000000001"'),
    'review counts': counts(''),
    'review counts of a sector': counts('sector: "electronics"'),
    'review counts by name': counts('firmName: "song hong"'),
    'review counts of a request': counts('requestId: "01900000-0006-7000-8000-000000000001"'),
    ...requests,
    'a request with its matches': `{ request(id: "01900000-0006-7000-8000-000000000001") { ${REQUEST} } }`,
    'a match': match('01900000-0009-7000-8000-0000000186a1'),
    'anything by its id': node('01900000-0004-7000-8000-000000000002'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
  }),
  ...inOrder('SUPPLIER', {
    'firms of one’s own': `{ firms(first: 20) { ${FIRMS} } }`,
    ...orders,
    'firms of one’s own by name': filtered('text: "cong ty"'),
    'my firm': `{ myFirm { ${FIRM} ${parts(CHECKS)} } }`,
    'my matches': `{ myMatches(first: 20) { ${OWN_MATCHES} } }`,
    'my matches, from the end': `{ myMatches(last: 20) { ${OWN_MATCHES} } }`,
    'my matches with what was asked': `{ myMatches(first: 20) { nodes { id reviewRecords(first: 20) { nodes { id } totalCount } } } }`,
    'a firm of one’s own': `{ firm(id: "01900000-0002-7000-8000-000000000001") { ${FIRM} ${parts(CHECKS)} } }`,
    'a match of one’s own': match('01900000-0009-7000-8000-0000000186a2'),
    'anything of one’s own by its id': node('01900000-0004-7000-8000-000000000002'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
    invitations: `{ organisationInvitations { email role } }`,
  }),
  ...inOrder('BUYER', {
    'firms that were released': `{ firms(first: 20) { ${FIRMS} } }`,
    ...orders,
    'firms that were released, by name': filtered('text: "song hong"'),
    'firms that were released, with a process': filtered('process: "die-casting"'),
    'a firm that was released': `{ firm(id: "01900000-0002-7000-8000-000000000400") { ${FIRM} ${parts('')} } }`,
    ...requests,
    'a request with its matches': `{ request(id: "01900000-0006-7000-8000-000000000001") { ${REQUEST} } }`,
    'a match that was released': match('01900000-0009-7000-8000-0000000186a1'),
    'anything that was released, by its id': node('01900000-0009-7000-8000-0000000186a1'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
    invitations: `{ organisationInvitations { email role } }`,
  }),
];
