import type { DemoWords } from './words.js';

export const ENGLISH: DemoWords = {
  production:
    'The demonstration makes accounts whose password everybody knows, so it does not run with NODE_ENV=production. Unset NODE_ENV, or run the service with `ketnoi serve`.',
  starting: 'Starting the database and the service (a few seconds the first time)…',
  waiting: 'Another demonstration is running on this database; waiting for it to finish…',
  interrupted: 'Stopped before the end; the next run goes on from there.',
  steps: {
    service: 'Database and service are ready',
    operator: 'The operator lets an official in and loads the Open Supply Hub lists',
    suppliers: 'Suppliers sign up and register what they can make',
    checks: 'The official checks certificates and capabilities',
    requests: 'Buyers post their requests',
    matching: 'Jobs match the lines',
    reviews: 'The official reviews the matches',
    reading: 'Everybody reads their part',
  },
  checkNote: 'Compared with the original (demonstration).',
  secondLook: 'Looked at the firm’s capabilities again: the approval stands.',
  rejection: 'The firm says it is booked out to the end of the year.',
  question: (unknown) => `Please tell us more about: ${unknown.join(', ')}.`,

  eligibility: { ELIGIBLE: 'Eligible', TO_CONFIRM: 'To confirm', NEAR_MISS: 'Near miss', UNSUITABLE: 'Unsuitable' },
  outcome: { MET: 'met', UNMET: 'unmet', UNKNOWN: 'unknown' },
  review: {
    PENDING: 'pending',
    INFORMATION_REQUESTED: 'asked',
    APPROVED: 'approved',
    REJECTED: 'rejected',
  },
  decision: {
    APPROVE: 'approved',
    REJECT: 'rejected',
    REQUEST_INFORMATION: 'asked',
    ANSWER: 'answered',
    UNDO: 'taken back',
  },
  evidence: {
    DECLARED: 'declared',
    DOCUMENTED: 'documented',
    VERIFIED: 'verified',
    VISITED: 'visited',
    PROVEN: 'proven',
  },
  preference: (label, weight) => `${label} (preferred, ${weight})`,

  title: 'Kết nối: from what firms can make to what buyers need',
  fictional:
    'All firms, people, certificates and figures here are fictional; only the two Open Supply Hub lists are real.',
  registryTitle: 'The registry',
  registry: (firms, sites) => `${firms} firms registered themselves, with ${sites} sites`,
  claims: (what, total, parts) => `${total} ${what}: ${parts}`,
  list: (source, rows, rejected) =>
    `${source}: ${rows} garment factories${rejected === '0' ? '' : `, ${rejected} rows rejected`}`,
  requestsTitle: (requests, lines) => `${requests} requests with ${lines} lines, and who can make them`,
  buyer: 'Buyer',
  operations: 'Operations',
  ranking: ['#', 'Firm', 'Conclusion', 'Score', 'Evidence', 'Review'],
  moreFirms: (count) => `… and ${count} more firms`,
  more: (count) => `… and ${count} more`,
  verdictsOf: (firm) => `Why ${firm}:`,
  verdicts: ['Criterion', 'Required', 'Offered', 'Room (+) / short (−)', 'Outcome', 'Evidence'],
  others: 'Others, and what is unknown of them:',
  nearMisses: 'Near misses, and what they lack:',
  nobody: 'No firm has related work.',

  listedTitle: 'Silent profiles: factories known from the Open Supply Hub lists only',
  listed: (firms, line) => `${firms} factories were judged for “${line}”:`,
  listedMet: (met, unknown, unmet) =>
    `Their musts: ${met} met, ${unknown} unknown, ${unmet} unmet. What is not stated never counts as met.`,
  listedExample: (firm) => `For example ${firm}:`,

  officialTitle: (name) => `What the official ${name} sees`,
  counts: ['Pending', 'Asked', 'Approved', 'Rejected'],
  certificates: (unchecked, expiring) =>
    `${unchecked} documented certificates wait to be checked, ${expiring} run out within 60 days.`,
  decisions: ['Request', 'Firm', 'Steps taken', 'Last note'],
  buyersTitle: 'What the buyers see: only what the official approved',
  buyers: ['Buyer', 'Line', 'Firms introduced', 'Score'],
  buyersNote: 'Matches that are pending, asked about or rejected do not show.',
  supplierTitle: (firm) => `What ${firm} sees: what there is for it, and what it lacks where the buyer lets it see`,
  supplierNote:
    'Of each request it is told a teaser; more, and its own gaps, where the buyer lets it. Who asks and who else was judged it is not told.',
  notTold: 'told when the buyer lets it',
  aMonth: (volume) => `${volume} a month`,
  region: {
    NORTHERN_VIETNAM: 'to the north of Vietnam',
    CENTRAL_VIETNAM: 'to the centre of Vietnam',
    SOUTHERN_VIETNAM: 'to the south of Vietnam',
    ABROAD: 'to abroad',
  },
  supplier: ['Operations asked for', 'Teaser', 'Review', 'Conclusion, and what closes the gap'],
  moreUnsuitable: (count) => `… and ${count} lines it is unsuitable for`,

  nextTitle: 'What to try next',
  next: [
    ['ketnoi demo --serve', 'leaves the service running, to sign in and look around in GraphiQL'],
    ['ketnoi match request.yaml', 'matches a request of yours against this registry, and keeps nothing'],
    ['ketnoi demo --json', 'every verdict as JSON, an object a line'],
    ['ketnoi doctor', 'checks configuration, database, queue and audit chain'],
  ],
  done: (seconds) => `Done in ${seconds} s.`,
  serving: 'The service is running',
  account: { official: 'Official', supplier: 'Supplier', buyer: 'Buyer' },
  password: 'password',
  authenticator: 'authenticator app',
  stop: 'These accounts are for the demonstration only. Ctrl-C stops it.',
};
