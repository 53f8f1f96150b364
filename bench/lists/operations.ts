/** A list or count of the API, as one of those who may ask for it. */
export interface ListOperation {
  name: string;
  /** An official whose authority has a remit asks for what others do. */
  by: 'AUTHORITY' | 'BOUNDED_AUTHORITY' | 'SUPPLIER' | 'BUYER';
  query: string;
}

const FIRM = 'id name sectors { code }';
const FIRMS = `nodes { ${FIRM} } pageInfo { hasNextPage endCursor }`;
const FOUND = 'sites { id } verdicts { outcome } gaps { sentence }';
const MATCHES = `nodes { id rank run { id } eligibility firm { id name } ${FOUND} } pageInfo { hasNextPage endCursor }`;
const TOLD = `disclosure { level } teaser { materials { code } } profileGaps { code } line { id operations { position } criteria { level } drawings { id file { id } } }
  judgement { eligibility ${FOUND} }`;
const OWN_MATCHES = `nodes { id operations { code } firm { id name } ${TOLD} } pageInfo { hasNextPage endCursor }`;
const CHECKS = 'verifications(first: 20) { nodes { id } totalCount }';
const parts = (checks: string) => `sites { id } capabilities { id characteristics { value } ${checks} }
  certificates { id sites { id } ${checks} } profileGaps { code }`;
const filtered = (filter: string) => `{ firms(first: 20, filter: { ${filter} }) { ${FIRMS} } }`;
const queue = (filter: string, more = '') => `{ reviewQueue(first: 20, filter: { ${filter} }${more}) { ${MATCHES} } }`;
const counts = (filter: string) =>
  `{ reviewCounts(filter: { ${filter} }) { pending informationRequested approved rejected } }`;
/** Each filter of the review queue, with what many have, with what few have, and with what nobody has. */
const QUEUE_FILTERS = {
  'of a request': 'requestId: "01900000-0006-7000-8000-000000000001"',
  'of a line': 'lineId: "01900000-0007-7000-8000-000000000001"',
  'of states': 'states: [REJECTED, INFORMATION_REQUESTED]',
  'of what came out eligible': 'eligibilities: [ELIGIBLE]',
  'of the best three of each line': 'rank: { to: 3 }',
  'of a rank nobody has': 'rank: { from: 100000 }',
  'of a score': 'confirmed: { from: 0.4, to: 0.6 }',
  'of a score nobody has': 'confirmed: { from: 0.99 }',
  'of what has waited for a long time': 'days: { from: 3000 }',
  'of what is new': 'days: { to: 3000 }',
  'of what is outdated': 'isOutdated: true',
  'of what still holds': 'isOutdated: false',
  'of what lies with me': 'handedOver: TO_ME',
  'of what lies with others': 'handedOver: TO_OTHERS',
  'of what lies with nobody': 'handedOver: TO_NOBODY',
  'of a branch of processes': 'process: "metal-casting"',
  'of a process nobody asks for': 'process: "gold-plating"',
  'of buyers of a country': 'buyerCountry: "JP"',
  'of buyers of a country without any': 'buyerCountry: "IS"',
  'of firms of a sector': 'sector: "electronics"',
  'of firms of a province': 'province: "01"',
  'of firms by name': 'firmName: "song hong"',
  'of firms by a name nobody has': 'firmName: "zzyzx"',
  'by all of it':
    'states: [PENDING], days: { to: 3000 }, eligibilities: [ELIGIBLE, TO_CONFIRM], rank: { to: 100 }, confirmed: { from: 0.1 }, isOutdated: false, process: "metal-casting", buyerCountry: "JP", sector: "electronics", province: "01", firmName: "cong"',
};
const REQUEST = `id title publishProblems { code } disclosure { beforeRelease afterRelease }
  lines(first: 100) { nodes { id title drawings { id file { id } } operations { position } criteria { criterion { kind } } matchRun { id counts { eligible } } matches(first: 20) { ${MATCHES} } } totalCount }
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
const HISTORY = 'nodes { id action person { id } details { name } } pageInfo { hasNextPage endCursor }';
const history = (filter: string) => `{ organisationHistory(first: 20, filter: { ${filter} }) { ${HISTORY} } }`;
const histories = {
  'what was done': history(''),
  'what was done, from the end': `{ organisationHistory(last: 20) { ${HISTORY} } }`,
  'what was done on a day': history('from: "2025-03-01", to: "2025-03-01"'),
  'what was done of a kind': history('action: "member.invite"'),
  'what was done of a kind nobody does': history('action: "nothing.done"'),
  'what was done to something': history('subjectId: "01900000-0002-7000-8000-000000000001"'),
};
const match = (id: string) =>
  `{ match(id: "${id}") { id firm { id name } ... on Judged { eligibility ${FOUND} } ... on SupplierMatch { ${TOLD} } } }`;
const node = (id: string) => `{ node(id: "${id}") { id } }`;

const inOrder = (by: ListOperation['by'], queries: Record<string, string>): ListOperation[] =>
  Object.entries(queries).map(([name, query]) => ({ name, by, query }));

/** Every list and count there is, with each of its filters. Ids are those of `load-market.ts`. */
const ASKED: readonly ListOperation[] = [
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
    'review queue, what has waited longest': `{ reviewQueue(first: 20, orderBy: LONGEST_WAITING) { ${MATCHES} } }`,
    'review queue, the best of each line': `{ reviewQueue(first: 20, orderBy: BEST_RANK) { ${MATCHES} } }`,
    'review queue, the best of each line, from the end': `{ reviewQueue(last: 20, orderBy: BEST_RANK) { ${MATCHES} } }`,
    ...Object.fromEntries(
      Object.entries(QUEUE_FILTERS).flatMap(([name, filter]) => [
        [`review queue ${name}`, queue(filter)],
        [`review queue ${name}, what has waited longest`, queue(filter, ', orderBy: LONGEST_WAITING')],
        [`review counts ${name}`, counts(filter)],
      ]),
    ),
    'review counts': counts(''),
    ...requests,
    'a request with its matches': `{ request(id: "01900000-0006-7000-8000-000000000001") { ${REQUEST} } }`,
    'a match': match('01900000-0009-7000-8000-0000000186a1'),
    'anything by its id': node('01900000-0004-7000-8000-000000000002'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
    'one’s own sessions': `{ mySessions { id lastUsedAt isCurrent } }`,
    'what one has asked for about one’s own data': `{ myPersonalData { exports { id madeAt } erasure { dueAt } declarations { version } } }`,
    'rules of reviews': `{ reviewRules { approvalsNeedTwo } }`,
    'conflicts of interest': `{ conflictsOfInterest(first: 20) { nodes { id firm { id } official { id } } } }`,
    'claims to tax codes': `{ taxCodeClaims(first: 20) { nodes { id holder { id } claimant { id } } } }`,
    'review queue with conflicts of interest': `{ reviewQueue(first: 20) { nodes { id hasConflictOfInterest reviewer { id } } } }`,
  }),
  ...inOrder('SUPPLIER', {
    'firms of one’s own': `{ firms(first: 20) { ${FIRMS} } }`,
    ...orders,
    'firms of one’s own by name': filtered('text: "cong ty"'),
    'my firm': `{ myFirm { ${FIRM} ${parts(CHECKS)} } }`,
    'my matches': `{ myMatches(first: 20) { ${OWN_MATCHES} } }`,
    'my matches, from the end': `{ myMatches(last: 20) { ${OWN_MATCHES} } }`,
    'my matches, and whom to turn to': `{ myMatches(first: 20) { nodes { id contacts { name email } } } }`,
    'my matches with what was asked': `{ myMatches(first: 20) { nodes { id reviewRecords(first: 20) { nodes { id } totalCount } } } }`,
    'a firm of one’s own': `{ firm(id: "01900000-0002-7000-8000-000000000001") { ${FIRM} ${parts(CHECKS)} } }`,
    'a match of one’s own': match('01900000-0009-7000-8000-0000000186a2'),
    'anything of one’s own by its id': node('01900000-0004-7000-8000-000000000002'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
    'one’s own sessions': `{ mySessions { id lastUsedAt isCurrent } }`,
    'claims to one’s tax code': `{ myTaxCodeClaims { id state isAgainstYou } }`,
    'keys of programs': `{ apiKeys { id name } }`,
    'what one has asked for about one’s own data': `{ myPersonalData { exports { id madeAt } erasure { dueAt } declarations { version } } }`,
    'whom to turn to': `{ organisationContacts { id name email } }`,
    invitations: `{ organisationInvitations { email role } }`,
    ...histories,
  }),
  ...inOrder('BUYER', {
    'firms that were released': `{ firms(first: 20) { ${FIRMS} } }`,
    ...orders,
    'firms that were released, by name': filtered('text: "song hong"'),
    'firms that were released, with a process': filtered('process: "die-casting"'),
    'a firm that was released': `{ firm(id: "01900000-0002-7000-8000-000000000400") { ${FIRM} ${parts('')} } }`,
    ...requests,
    'a request with its matches': `{ request(id: "01900000-0006-7000-8000-000000000001") { ${REQUEST} } }`,
    'what is told of a request, and who read its drawings': `{ request(id: "01900000-0006-7000-8000-000000000001") {
      disclosure { beforeRelease agreement { id } drawingGrants { id } }
      lines(first: 20) { nodes { drawings { id reads(first: 20) { nodes { id } totalCount } } } } } }`,
    'a match that was released': match('01900000-0009-7000-8000-0000000186a1'),
    'anything that was released, by its id': node('01900000-0009-7000-8000-0000000186a1'),
    'who asks': VIEWER,
    members: `{ organisationMembers { person { name } role } }`,
    'one’s own sessions': `{ mySessions { id lastUsedAt isCurrent } }`,
    'keys of programs': `{ apiKeys { id name } }`,
    'what one has asked for about one’s own data': `{ myPersonalData { exports { id madeAt } erasure { dueAt } declarations { version } } }`,
    'whom to turn to': `{ organisationContacts { id name email } }`,
    invitations: `{ organisationInvitations { email role } }`,
    ...histories,
  }),
];

/** What an official of the whole country asks for, one whose authority has a remit asks for as well. */
export const OPERATIONS: readonly ListOperation[] = [
  ...ASKED,
  ...ASKED.filter(({ by }) => by === 'AUTHORITY').map((asked) => ({ ...asked, by: 'BOUNDED_AUTHORITY' as const })),
];
