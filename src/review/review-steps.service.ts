import { Injectable } from '@nestjs/common';
import type { Match } from '../matching/match.entity.js';
import type { Message } from '../platform/i18n/message.js';
import { type Problem, Problems, Refusal } from '../platform/graphql/problems.js';
import { REVIEW } from './review.errors.js';
import type { ReviewDecision } from './review-decision.entity.js';
import { type ReviewSubject, ReviewSubjects } from './review-subjects.service.js';
import { type NewRecord, ReviewWriter } from './review-writer.js';

/** A match that a step is to be taken on, and where the caller named it. */
export interface Chosen {
  matchId: string;
  /** The run the caller has seen it with. */
  expectedRunId?: string | null;
  path: string[];
}

/** What is done where some of the matches stand in the way. */
export type OnProblem = 'DO_NOTHING' | 'DO_THE_OTHERS';

export interface StepAsked {
  chosen: readonly Chosen[];
  /** What is wrong with the input itself, whatever the match. */
  problems?: Problems;
  onProblem?: OnProblem;
  /** Where the steps belong together. */
  bulkId?: string;
  /** Whether the firms must be as they were when they were judged. */
  holdsFacts?: boolean;
}

/** What became of one of the matches. */
export interface Outcome {
  matchId: string;
  match: Match | null;
  record: ReviewDecision | null;
  problems: readonly Problem[];
}

/** Steps that were taken together. */
export interface Bulk {
  bulkId: string;
  outcomes: Outcome[];
}

/** Says what the step is for one match, or what stands in the way of it. */
export type Judge = (subject: ReviewSubject, hinder: (message: Message) => void) => NewRecord;

/** Every step of a review, on one match or on many: each is judged by itself, and those that can be taken are written together. */
@Injectable()
export class ReviewStepsService {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly writer: ReviewWriter,
  ) {}

  async take(asked: StepAsked, judge: Judge): Promise<Outcome[] | Refusal> {
    const { chosen, onProblem = 'DO_NOTHING', bulkId = null, holdsFacts = false } = asked;
    const ids = chosen.map(({ matchId }) => matchId);
    const subjects = await this.subjects.read(ids, { holdsFacts });
    const judged = chosen.map((choice) => judgeOne(choice, subjects.get(choice.matchId), judge));
    const steps = judged.flatMap(({ step }) => step ?? []);
    const standInTheWay = [
      ...(asked.problems?.refusal().problems ?? []),
      ...judged.flatMap(({ problems }) => problems),
    ];
    const isRefused =
      asked.problems?.any || steps.length === 0 || (onProblem === 'DO_NOTHING' && standInTheWay.length > 0);
    if (isRefused) return new Refusal(standInTheWay);
    const taken = new Map((await this.writer.write(steps, bulkId)).map((step) => [step.match.id, step]));
    return judged.map(({ matchId, match, problems, step }) => {
      return { matchId, match, problems, record: step ? taken.get(matchId)!.record : null };
    });
  }

  /** Steps that know each other by an id. */
  async takeTogether(asked: StepAsked & { bulkId: string }, judge: Judge): Promise<Bulk | Refusal> {
    const outcomes = await this.take(asked, judge);
    return outcomes instanceof Refusal ? outcomes : { bulkId: asked.bulkId, outcomes };
  }

  /** The same of one match. */
  async takeOne(asked: Omit<StepAsked, 'chosen'>, one: Chosen, judge: Judge): Promise<Outcome | Refusal> {
    const outcomes = await this.take({ ...asked, chosen: [one] }, judge);
    return outcomes instanceof Refusal ? outcomes : outcomes[0]!;
  }
}

function judgeOne({ matchId, expectedRunId, path }: Chosen, subject: ReviewSubject | undefined, judge: Judge) {
  const problems = new Problems();
  const hinder = (message: Message): void => problems.add(message, path);
  const match = subject?.match ?? null;
  if (!subject) hinder(REVIEW.MATCH_NOT_FOUND);
  const closed = subject && whyClosed(subject);
  if (closed) hinder(closed);
  if (!subject || closed) return { matchId, match, problems: problems.refusal().problems, step: null };
  if (expectedRunId && expectedRunId !== subject.match.runId) hinder(REVIEW.MATCH_COMPUTED_ANEW);
  const record = judge(subject, hinder);
  return { matchId, match, problems: problems.refusal().problems, step: problems.any ? null : { subject, record } };
}

/** Why no step of the review can be taken at all. */
function whyClosed({ match, requestStatus }: ReviewSubject): Message | null {
  if (match.standing === 'LEFT') return REVIEW.MATCH_LEFT;
  if (requestStatus === 'WITHDRAWN') return REVIEW.MATCH_REQUEST_WITHDRAWN;
  if (requestStatus === 'CLOSED') return REVIEW.MATCH_REQUEST_CLOSED;
  return null;
}
