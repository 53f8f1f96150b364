/** How long something is kept, in days from the moment that its rule counts from. */
interface Period {
  days: number;
  /** What may be set instead: shorter breaks what rests on it, longer is kept for nothing. */
  least: number;
  most: number;
  description: string;
}

/** What is kept for a time. What is not in here stays as long as what it belongs to, and its register says why. */
export const PERIODS = {
  answers: { days: 30, least: 1, most: 365, description: 'answers of idempotency keys' },
  budgets: { days: 0, least: 0, most: 7, description: 'what was spent of a budget whose time is over' },
  emailChanges: { days: 30, least: 1, most: 365, description: 'changes of an address, after they ran out' },
  endedJobs: { days: 7, least: 1, most: 90, description: 'work that is done or cancelled' },
  /** A year can be looked back on; the database lets nothing younger go. */
  events: { days: 400, least: 400, most: 4000, description: 'events' },
  exports: { days: 7, least: 1, most: 30, description: 'copies of personal data' },
  fileSlots: { days: 1, least: 1, most: 30, description: 'slots for files whose time is over' },
  invitations: { days: 180, least: 1, most: 1000, description: 'invitations, after they ran out' },
  mails: { days: 30, least: 1, most: 365, description: 'mails in the folder, where there is no mail server' },
  passwordResets: { days: 2, least: 1, most: 30, description: 'resets of a password, after they ran out' },
  providerSignIns: { days: 0, least: 0, most: 7, description: 'sign-ins at a provider, after they ran out' },
  sessions: { days: 30, least: 1, most: 365, description: 'sessions, after they ran out' },
  signInChallenges: {
    days: 0,
    least: 0,
    most: 7,
    description: 'sign-ins that no code was given for, after they ran out',
  },
  signInFailures: { days: 1, least: 1, most: 30, description: 'wrong passwords' },
  /** For so long one that comes back is known for stolen, and ends its session. */
  usedTokens: { days: 30, least: 1, most: 365, description: 'refresh tokens that were used' },
} as const satisfies Record<string, Period>;

export type PeriodName = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as PeriodName[];
