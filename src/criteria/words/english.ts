import type { LanguageTable } from './language.js';

/** English, as a sourcing engineer would put it. */
export const ENGLISH: LanguageTable = {
  locale: 'en-GB',
  dateFormat: { day: 'numeric', month: 'short', year: 'numeric' },
  and: 'and',
  or: 'or',
  per: (amount, time) => `${amount} a ${time}`,
  atLeast: (value) => `at least ${value}`,
  atMost: (value) => `at most ${value}`,
  between: (from, to) => `between ${from} and ${to}`,
  basisAt: (basis, nominal, tolerance) => `${basis} at ${nominal} (${tolerance})`,
  outsideTable: 'outside the table of the standard',
  evidence: {
    DECLARED: 'declared',
    DOCUMENTED: 'documented',
    VERIFIED: 'verified',
    VISITED: 'seen on a visit',
    PROVEN: 'proven by delivery',
  },
  silent: (subject, required) => `${subject} not stated; ${required} asked`,
  notJudged: (subject, required) => `${subject}: no capability to judge it on; ${required} asked, to be confirmed`,
  closedBy: (what, step) => `${what}: ${step}`,
  notClosable: 'cannot be closed',
};
