import type { EvidenceGrade } from '../../suppliers/evidence-grade.js';
import { UNIT } from '../../taxonomy/units.js';
import type { CertificateSnapshot } from '../../suppliers/snapshots/firm-snapshot.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import {
  compareNumbers,
  compareText,
  evidenceRank,
  weakestEvidence,
  type Judgement,
  type Reason,
  type Stated,
} from '../verdict.js';
import { numberOf } from '../numbers.js';
import type { DeliveryWindow } from '../place/shape.js';
import type { CertificateRequirement } from './shape.js';

/**
 * Certificate: valid on every day of the delivery window, at the judged site, with at least the asked evidence. A
 * standard that implies the asked one counts, and so do two certificates in a row that cover the window together.
 * Dates a certificate does not state may cover anything: that leaves it unknown, never met. One that an official rejected is
 * held and listed, but does not count.
 */

export interface AskedCertificate {
  required: Stated;
  standard: string;
  minEvidence: EvidenceGrade | null;
  /** First and last day of the window, as days since 1970. */
  from: number;
  to: number;
  answers(held: string): boolean;
}

export function askCertificate(
  { standard, minEvidence }: CertificateRequirement,
  window: DeliveryWindow | null,
  asOf: string,
  taxonomy: Taxonomy,
): AskedCertificate {
  const { from, to } = window ?? { from: asOf, to: asOf };
  const answering = new Map<string, boolean>();
  return {
    required: { kind: 'PERIOD', standards: [standard], from, to, evidence: minEvidence },
    standard,
    minEvidence,
    from: dayNumber(from, 'requirement.deliveryWindow.from'),
    to: dayNumber(to, 'requirement.deliveryWindow.to'),
    answers(held) {
      let answer = answering.get(held);
      if (answer === undefined) {
        answer = held === standard || taxonomy.certificateAnswers(held, standard);
        answering.set(held, answer);
      }
      return answer;
    },
  };
}

export function judgeCertificate(
  asked: AskedCertificate,
  certificates: readonly CertificateSnapshot[],
  siteId: string,
): Judgement {
  const answering = certificates.filter(({ standard }) => asked.answers(standard));
  if (answering.length === 0) {
    return certificates.length === 0
      ? conclude(asked, 'UNKNOWN', 'SILENT', [], siteId, null)
      : conclude(asked, 'UNMET', 'NOT_HELD', [], siteId, null);
  }
  const standing = answering.filter(({ isRejected }) => !isRejected);
  if (standing.length === 0) return conclude(asked, 'UNMET', 'REJECTED_BY_OFFICIAL', answering, siteId, null);
  const here = standing.filter(({ siteIds }) => siteIds.length === 0 || siteIds.includes(siteId));
  if (here.length === 0) return conclude(asked, 'UNMET', 'OTHER_SITE', standing, siteId, null);
  const supported = here.filter(({ evidence }) => evidenceRank(evidence) >= evidenceRank(asked.minEvidence));
  if (supported.length === 0) return conclude(asked, 'UNMET', 'WEAK_EVIDENCE', here, siteId, null);
  return judgeWindow(asked, supported, siteId);
}

function judgeWindow(asked: AskedCertificate, held: CertificateSnapshot[], siteId: string): Judgement {
  const dated = held.filter(({ validFrom, validTo }) => validFrom !== null && validTo !== null);
  const isCovered = uncoveredDays(dated, asked.from, asked.to) === 0;
  if (isCovered) {
    const used = fewest(dated, asked);
    const isImplied = used.some(({ standard }) => standard !== asked.standard);
    return conclude(asked, 'MET', isImplied ? 'IMPLIED' : 'HOLDS', used, siteId, roomAfter(used, asked.to));
  }
  const short = uncoveredDays(held, asked.from, asked.to);
  return short === 0
    ? conclude(asked, 'UNKNOWN', 'DATES_NOT_STATED', held, siteId, null)
    : conclude(asked, 'UNMET', 'EXPIRED_IN_WINDOW', held, siteId, -short);
}

/** Days of the window no certificate covers; an end that is not stated may reach any day. */
function uncoveredDays(held: readonly CertificateSnapshot[], from: number, to: number): number {
  const spans = held.map(spanOf).sort((left, right) => compareNumbers(left[0], right[0]));
  let uncovered = 0;
  let next = from;
  for (const [start, end] of spans) {
    if (start > to) break;
    if (start > next) uncovered += start - next;
    next = Math.max(next, start, end + 1);
  }
  return uncovered + Math.max(0, to + 1 - next);
}

/** The certificates that carry the window: one that does so alone (the asked standard first), else all together. */
function fewest(held: CertificateSnapshot[], asked: AskedCertificate): CertificateSnapshot[] {
  const alone = held
    .filter((certificate) => uncoveredDays([certificate], asked.from, asked.to) === 0)
    .sort(
      (left, right) =>
        Number(right.standard === asked.standard) - Number(left.standard === asked.standard) ||
        evidenceRank(right.evidence) - evidenceRank(left.evidence) ||
        compareText(left.id, right.id),
    )[0];
  if (alone !== undefined) return [alone];
  return held.filter((certificate) => {
    const [start, end] = spanOf(certificate);
    return start <= asked.to && end >= asked.from;
  });
}

/** Days the cover outlasts the window. */
const roomAfter = (held: readonly CertificateSnapshot[], to: number): number =>
  Math.max(...held.map((certificate) => spanOf(certificate)[1])) - to;

function conclude(
  asked: AskedCertificate,
  outcome: Judgement['outcome'],
  reason: Reason,
  held: CertificateSnapshot[],
  siteId: string,
  margin: number | null,
): Judgement {
  const byId = [...held].sort((left, right) => compareText(left.id, right.id));
  return {
    outcome,
    reason,
    required: asked.required,
    offered: byId.length === 0 ? null : offering(byId),
    margin,
    unit: margin === null ? null : UNIT.days,
    evidence: supportOf(byId),
    refs: { capabilityId: null, siteId, certificateIds: byId.map(({ id }) => id) },
  };
}

function offering(held: readonly CertificateSnapshot[]): Stated {
  const starts = held.map(({ validFrom }) => validFrom);
  const ends = held.map(({ validTo }) => validTo);
  return {
    kind: 'PERIOD',
    standards: [...new Set(held.map(({ standard }) => standard))],
    from: starts.includes(null) ? null : (starts as string[]).reduce((left, right) => (left < right ? left : right)),
    to: ends.includes(null) ? null : (ends as string[]).reduce((left, right) => (left > right ? left : right)),
    evidence: supportOf(held),
  };
}

/** What an official found not to hold supports nothing. */
const supportOf = (held: readonly CertificateSnapshot[]): EvidenceGrade | null =>
  weakestEvidence(held.filter(({ isRejected }) => !isRejected));

function spanOf({ validFrom, validTo }: CertificateSnapshot): [number, number] {
  return [
    validFrom === null ? -Infinity : dayNumber(validFrom, 'certificate.validFrom'),
    validTo === null ? Infinity : dayNumber(validTo, 'certificate.validTo'),
  ];
}

const MS_PER_DAY = 86_400_000;
/** Whole days since 1970 of an ISO date, the same in every time zone. */
const dayNumber = (date: string, field: string): number =>
  numberOf(Math.round(Date.parse(`${String(date).slice(0, 10)}T00:00:00Z`) / MS_PER_DAY), 'certificate', field);
