/** Whose budget something is spent from. A stranger has none but its address’s. */
export type Spender = 'PERSON' | 'ADDRESS';

export interface Budget {
  per: Spender;
  points: number;
  seconds: number;
  /** What it is for, as whoever has spent it is told. */
  description: string;
}

/**
 * What one person or one address may spend within a time. Made so that nobody meets them who uses Ketnoi as it is meant, a
 * whole office or a trade fair behind one address included, and no integrator who sends one operation after the other.
 */
export const BUDGETS = {
  /** A point is about one object read. At 100 for an operation as such and 1,000 for a mutation: 90 mutations a second, or 40 of the largest queries a minute. */
  operations: { per: 'PERSON', points: 6_000_000, seconds: 60, description: 'operations of one person' },
  /** 50 small ones a second. Strangers read vocabularies and sign in. */
  strangers: { per: 'ADDRESS', points: 300_000, seconds: 60, description: 'operations without an access token' },
  signIn: { per: 'ADDRESS', points: 100, seconds: 600, description: 'sign-ins from one address' },
  signUp: { per: 'ADDRESS', points: 20, seconds: 3600, description: 'sign-ups from one address' },
  passwordReset: { per: 'ADDRESS', points: 20, seconds: 3600, description: 'password resets from one address' },
  /** The quota of an organisation is 200 files. */
  uploads: { per: 'PERSON', points: 200, seconds: 3600, description: 'uploads of one person' },
  /** Each is matched against all firms, and reviewed by people. */
  posting: { per: 'PERSON', points: 500, seconds: 3600, description: 'requests made or published by one person' },
  /** Each is a letter to somebody else, and work for an official. */
  claims: { per: 'PERSON', points: 10, seconds: 86_400, description: 'claims to tax codes of one person' },
  /** Each reads all that is kept of a person. */
  personalData: { per: 'PERSON', points: 5, seconds: 86_400, description: 'copies of your personal data' },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof BUDGETS;
export const BUDGET_NAMES = Object.keys(BUDGETS) as BudgetName[];

/** What an operation costs as such: reading it, a transaction, an answer. */
export const OPERATION_POINTS = 100;
/** What one costs that was looked at and found wrong, however little was asked for. */
export const REFUSED_POINTS = 500;
