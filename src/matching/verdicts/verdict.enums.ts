import { describedEnum } from '../../platform/graphql/described-enum.js';
import type { Closing as ClosingValue } from '../../criteria/criterion.js';
import { KINDS } from '../../criteria/registry.js';
import type { Outcome as OutcomeValue, Reason as ReasonValue } from '../../criteria/verdict.js';

/** The closed sets of a verdict. Each is a record over the type that decides, so a new value does not compile without its description. */

export const Outcome = describedEnum<OutcomeValue>(
  'VerdictOutcome',
  'What a criterion says. A profile that is silent is UNKNOWN: never MET, never UNMET.',
  {
    MET: 'The firm’s profile says that it can.',
    UNMET: 'The firm’s profile says that it cannot.',
    UNKNOWN: 'The profile does not say; it is to be asked.',
  },
);

export const Reason = describedEnum<ReasonValue>(
  'VerdictReason',
  'Why the outcome is what it is, where the values do not say it.',
  {
    HOLDS: 'Met: what is offered does what was asked.',
    FAMILY_CLAIM: 'The firm claims a whole family of materials: met, or unknown where the exact grade was asked.',
    IMPLIED: 'Met: the standard it holds includes the one asked for.',
    SILENT: 'Unknown: the profile says nothing of it.',
    BROADER_CLAIM: 'Unknown: the firm claims something wider, which may or may not include what was asked.',
    OWN_NOT_STATED: 'Unknown: it does not say whether the work is done in its own works.',
    OTHER_GRADE: 'Unknown: it names other materials of the same family.',
    CANNOT_CONVERT: 'Unknown: the two values have units that do not convert, or lie outside the table of a standard.',
    NOT_JUDGED: 'Unknown: there is nothing of the firm to judge it on.',
    DATES_NOT_STATED: 'Unknown: a certificate is held, and nobody knows from when to when.',
    NOT_OFFERED: 'Unmet: the firm has no such work.',
    SIBLING_ONLY: 'Unmet: it has related work of another kind.',
    SUBCONTRACTED: 'Unmet: it has the work done by others, and its own was asked for.',
    OTHER_FAMILY: 'Unmet: it works in other materials.',
    SHORT: 'Unmet: the value falls short by the margin.',
    NOT_AMONG: 'Unmet: what it states is none of what was asked for.',
    NOT_HELD: 'Unmet: it lists its certificates, and this is not one.',
    OTHER_SITE: 'Unmet: the certificate covers another site than the one that would do the work.',
    WEAK_EVIDENCE: 'Unmet: the certificate is less well supported than was asked for.',
    EXPIRED_IN_WINDOW: 'Unmet: the certificate does not cover every day of the delivery.',
    REJECTED_BY_OFFICIAL: 'Unmet: a certificate is listed, and an official found that it does not hold.',
  },
);

export const Closing = describedEnum<ClosingValue>('GapClosing', 'The kind of step that would close a gap.', {
  PAPERWORK: 'A certificate to be obtained, renewed, or handed in.',
  EQUIPMENT: 'A more capable machine or process.',
  CAPACITY: 'More free capacity.',
  COMMERCIAL: 'Terms that could be agreed on: a smaller lot, a shorter time.',
  PARTNER: 'Another firm that does this operation.',
  NOT_CLOSABLE: 'Nothing that this firm could reasonably do.',
});

export const CriterionKind = describedEnum<string>('CriterionKind', 'What a requirement is about.', KINDS);
