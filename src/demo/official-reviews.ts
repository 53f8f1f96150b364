import type { ApiClient, Mutation } from './api-client.js';
import { OFFICIAL_MATCH_FIELDS, type OfficialMatchView, REVIEW_STATES } from './match-view.js';
import { allPages, type Page } from './pages.js';
import { type PlannedReview, planReviews, stepsLeft } from './review-plan.js';

/** The official’s work on the matches: the queue, the decisions, and what the counts say afterwards. */

type QueuedMatch = OfficialMatchView & { line: { id: string } };

const QUEUE = `query ($after: String, $requestId: ID!, $states: [ReviewState!]) {
  reviewQueue(first: 100, after: $after, filter: { requestId: $requestId, states: $states }) {
    nodes { ${OFFICIAL_MATCH_FIELDS} line { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const DECIDE: Mutation = {
  variables: '$matchId: ID!, $input: ReviewDecisionInput!',
  call: 'reviewDecisionRecord(matchId: $matchId, input: $input)',
  answer: 'record { id }',
};
const UNDO: Mutation = {
  variables: '$matchId: ID!',
  call: 'reviewDecisionUndo(matchId: $matchId)',
  answer: 'record { id }',
};

/** What the official writes, in the language of the run. */
export interface ReviewNotes {
  secondLook: string;
  rejection: string;
  question(unknown: readonly string[]): string;
}

export interface ReviewTask {
  plan: PlannedReview;
  match: QueuedMatch;
}

/** The reviews of these requests, done ones included. */
export async function readReviews(official: ApiClient, requestIds: readonly string[]): Promise<ReviewTask[]> {
  const lines = new Map<string, QueuedMatch[]>();
  for (const requestId of requestIds) {
    const matches = await allPages(async (after) => {
      const variables = { after, requestId, states: REVIEW_STATES };
      const data = await official.query<{ reviewQueue: Page<QueuedMatch> }>(QUEUE, variables);
      return data.reviewQueue;
    });
    for (const match of matches) lines.set(match.line.id, [...(lines.get(match.line.id) ?? []), match]);
  }
  const byId = new Map([...lines.values()].flat().map((match) => [match.id, match]));
  return planReviews([...lines.values()]).map((plan) => ({ plan, match: byId.get(plan.matchId)! }));
}

/** Takes the steps that are left. */
export async function review(official: ApiClient, { plan, match }: ReviewTask, notes: ReviewNotes): Promise<void> {
  const { matchId } = plan;
  let taken = match.reviewRecords.nodes.length;
  for (const step of stepsLeft(plan, match.reviewRecords.nodes)) {
    const key = `demo-review-${matchId}-${taken}`;
    if (step === 'UNDO') await official.mutate(UNDO, { matchId }, key);
    else await official.mutate(DECIDE, { matchId, input: decision(step, taken, match, notes) }, key);
    taken++;
  }
}

function decision(kind: string, taken: number, match: QueuedMatch, notes: ReviewNotes): object {
  const unknown = match.verdicts.filter(({ level, outcome }) => level === 'MUST' && outcome === 'UNKNOWN');
  switch (kind) {
    case 'REJECT':
      return { kind, reasonCode: 'CAPACITY_TAKEN', note: notes.rejection };
    case 'REQUEST_INFORMATION':
      return { kind, note: notes.question(unknown.map(({ criterion }) => withoutNumber(criterion.label))) };
    default:
      return taken > 0 ? { kind, note: notes.secondLook } : { kind };
  }
}

/** Operations are labelled with their position: `2. milling`. */
const withoutNumber = (label: string): string => label.replace(/^\d+\. /, '');

export interface OfficialCounts {
  reviews: { pending: number; informationRequested: number; approved: number; rejected: number };
  certificates: { unchecked: number; expiring: number };
}

export async function officialCounts(official: ApiClient): Promise<OfficialCounts> {
  const { reviewCounts: reviews, certificatesToCheck } = await official.query<{
    reviewCounts: OfficialCounts['reviews'];
    certificatesToCheck: { counts: OfficialCounts['certificates'] };
  }>(`{ reviewCounts { pending informationRequested approved rejected }
    certificatesToCheck(first: 1) { counts { unchecked expiring } } }`);
  return { reviews, certificates: certificatesToCheck.counts };
}
