import { CRITERION_FIELDS, type CriterionView } from './criterion-view.js';

/** What the API says of a match to a buyer and to officials, as far as the demonstration reads it. */

export interface MeasureView {
  value: number;
  unit: { code: string; symbol: string } | null;
}

export interface VerdictView {
  criterion: CriterionView;
  outcome: 'MET' | 'UNMET' | 'UNKNOWN';
  level: 'MUST' | 'PREFERENCE';
  weight: number;
  required: { text: string };
  offered: { text: string } | null;
  margin: MeasureView | null;
  evidence: string | null;
  reason: string;
  sentence: string;
}

export interface GapView {
  criterion: CriterionView;
  short: MeasureView | null;
  closes: string;
  sentence: string;
}

export interface MatchView {
  id: string;
  rank: number;
  eligibility: Eligibility;
  confirmed: number;
  potential: number;
  coverage: number;
  evidence: string | null;
  releasedAt: string | null;
  firm: { id: string; name: string; tradingName: string | null; source: string; country: { code: string } | null };
  verdicts: VerdictView[];
  gaps: GapView[];
}

/** With its review, as officials see it. */
export interface OfficialMatchView extends MatchView {
  reviewState: ReviewState;
  reviewRecords: { nodes: ReviewRecordView[] };
}

export interface ReviewRecordView {
  kind: 'APPROVE' | 'REJECT' | 'REQUEST_INFORMATION' | 'ANSWER' | 'APPEAL' | 'UNDO';
  reason: { code: string } | null;
  note: string | null;
  decidedAt: string;
}

export type Eligibility = 'ELIGIBLE' | 'TO_CONFIRM' | 'NEAR_MISS' | 'UNSUITABLE';
export type ReviewState = 'PENDING' | 'INFORMATION_REQUESTED' | 'APPEALED' | 'APPROVED' | 'REJECTED';

export const ELIGIBILITIES: readonly Eligibility[] = ['ELIGIBLE', 'TO_CONFIRM', 'NEAR_MISS', 'UNSUITABLE'];
export const REVIEW_STATES: readonly ReviewState[] = [
  'PENDING',
  'INFORMATION_REQUESTED',
  'APPEALED',
  'APPROVED',
  'REJECTED',
];

const MEASURE_FIELDS = 'value unit { code symbol }';
export const GAP_FIELDS = `criterion { ${CRITERION_FIELDS} } short { ${MEASURE_FIELDS} } closes sentence`;
export const MATCH_FIELDS = `id rank eligibility confirmed potential coverage evidence releasedAt
  firm { id name tradingName source country { code } }
  verdicts { criterion { ${CRITERION_FIELDS} } outcome level weight required { text } offered { text }
    margin { ${MEASURE_FIELDS} } evidence reason sentence }
  gaps { ${GAP_FIELDS} }`;
export const OFFICIAL_MATCH_FIELDS = `${MATCH_FIELDS}
  ... on OfficialMatch { reviewState reviewRecords(first: 100) { nodes { kind reason { code } note decidedAt } } }`;

/** Whether the firm signed up by itself; else it is known from a published list only. */
export const isOwnProfile = ({ firm }: Pick<MatchView, 'firm'>): boolean => firm.source === 'SELF';
