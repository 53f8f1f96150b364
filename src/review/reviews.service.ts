import { Injectable } from '@nestjs/common';
import { Match, type ReviewState } from '../matching/match.entity.js';
import { MatchesService } from '../matching/matches.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { isPerson, type PersonActor, system } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { ApiError } from '../platform/graphql/api-error.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { type ListOfEach, pageOfEach } from '../platform/graphql/list-of-each.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { Problems, type Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { RequestsService } from '../requests/requests.service.js';
import { FirmFactsService } from '../suppliers/firm-facts.service.js';
import { rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import { REVIEW } from './review.errors.js';
import { decided } from './review.events.js';
import { type DecisionKind, ReviewDecision } from './review-decision.entity.js';
import { reviewStateAfter, standing } from './review-state.js';
import { LONGEST_NOTE } from './limits.js';

export interface DecisionInput {
  kind: 'APPROVE' | 'REJECT' | 'REQUEST_INFORMATION';
  reasonCode?: string | null;
  note?: string | null;
}

export interface Reviewed {
  match: Match;
  decision: ReviewDecision;
}

const RECORDS: ListOfEach<ReviewDecision> = {
  entity: ReviewDecision,
  parent: 'matchId',
  key: 'id',
  keyIs: 'ID',
  order: 'ASC',
};

/** Deciding on matches. Each decision is a new record; the match’s state is what the records add up to. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matches: MatchesService,
    private readonly requests: RequestsService,
    private readonly firms: FirmFactsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  async decide(matchId: string, input: DecisionInput): Promise<Reviewed | Refusal> {
    const match = await this.open(matchId);
    if (!(match instanceof Match)) return match;
    const problems = new Problems();
    const note = cleanText(input.note, ['input', 'note'], problems, { max: LONGEST_NOTE, multiline: true });
    checkReason(input, note, problems);
    if (match.reviewState !== 'PENDING' && match.reviewState !== 'INFORMATION_REQUESTED') {
      problems.add(REVIEW.ALREADY_DECIDED, ['matchId']);
    }
    if (input.kind === 'APPROVE') {
      if (match.eligibility === 'UNSUITABLE') problems.add(REVIEW.MATCH_UNSUITABLE, ['matchId']);
      if (!(await this.standsOnFacts(match))) problems.add(REVIEW.MATCH_OUTDATED, ['matchId']);
    }
    if (problems.any) return problems.refusal();
    return this.append(match, input.kind, { reasonCode: input.reasonCode ?? null, note });
  }

  /** Takes back the last decision that still counts. What had been released is hidden from the buyer again. */
  async undo(matchId: string): Promise<Reviewed | Refusal> {
    const match = await this.open(matchId);
    if (!(match instanceof Match)) return match;
    const last = standing(await this.recordsOf(match)).at(-1);
    if (!last || last.kind === 'ANSWER') return refuse(REVIEW.REVIEW_NOTHING_TO_UNDO, ['matchId']);
    return this.append(match, 'UNDO', { undoes: last.id });
  }

  /** The supplier’s answer to a question; the match goes back to the official’s queue. */
  async answer(matchId: string, text: string): Promise<Reviewed | Refusal> {
    const match = await this.open(matchId);
    if (!(match instanceof Match)) return match;
    const problems = new Problems();
    const note = cleanText(text, ['answer'], problems, { required: true, max: LONGEST_NOTE, multiline: true });
    if (match.reviewState !== 'INFORMATION_REQUESTED') problems.add(REVIEW.NOTHING_ASKED, ['matchId']);
    if (problems.any) return problems.refusal();
    return this.append(match, 'ANSWER', { note });
  }

  /** A page of the records of a match, oldest first; a supplier sees what was asked and answered. */
  history(loaders: Loaders, { id }: Match, page: PageArgs): Promise<CountedConnection<ReviewDecision>> {
    return pageOfEach(this.unitOfWork, loaders, RECORDS, id, page);
  }

  /** One record, where who is acting may see it. */
  record(loaders: Loaders, id: string): Promise<ReviewDecision | null> {
    return oneById(this.unitOfWork, loaders, ReviewDecision, id);
  }

  private async open(matchId: string): Promise<Match | Refusal> {
    const match = await this.matches.byId(matchId);
    if (!match) return refuse(REVIEW.MATCH_NOT_FOUND, ['matchId']);
    if (match.standing === 'LEFT') return refuse(REVIEW.MATCH_LEFT, ['matchId']);
    // The supplier may answer without being allowed to see the request.
    const [request] = await this.unitOfWork.actAs(system('review.read-request'), () =>
      this.requests.findAll([match.requestId]),
    );
    if (request?.status === 'WITHDRAWN') return refuse(REVIEW.MATCH_REQUEST_WITHDRAWN, ['matchId']);
    if (request?.status === 'CLOSED') return refuse(REVIEW.MATCH_REQUEST_CLOSED, ['matchId']);
    return match;
  }

  /**
   * Whether the firm is as it was when it was judged. It stays so until this unit of work has ended: a change at the same
   * moment waits, or makes this one run again and see it.
   */
  private async standsOnFacts(match: Match): Promise<boolean> {
    const facts = await this.unitOfWork.actAs(system('review.hold-facts'), () => this.firms.hold(match.firmId));
    return (
      match.standing === 'CURRENT' &&
      facts !== null &&
      !facts.isWithdrawn &&
      facts.factsRevision === match.factsRevision
    );
  }

  private async append(match: Match, kind: DecisionKind, data: Partial<ReviewDecision>): Promise<Reviewed> {
    const person = this.person();
    const at = this.clock.now();
    const before = match.reviewState;
    const decision = Object.assign(new ReviewDecision(), {
      id: newId(),
      matchId: match.id,
      round: match.reviewRound,
      firmOrganisationId: match.firmOrganisationId,
      kind,
      undoes: null,
      reasonCode: null,
      note: null,
      decidedBy: person.personId,
      organisationId: person.organisationId,
      decidedAt: at,
      seen: seenOf(match),
      ...data,
    });
    await this.unitOfWork.repository(ReviewDecision).insert(decision as never);
    await this.audit.record(`review.${kind.toLowerCase().replaceAll('_', '-')}`, 'match', match.id, {
      decisionId: decision.id,
      reasonCode: decision.reasonCode,
    });
    // A supplier sees part of the records only and may not touch the match: the state is worked out and written for it.
    const state = await this.unitOfWork.actAs(system('review.set-state'), async (): Promise<ReviewState> => {
      const after = reviewStateAfter(await this.recordsOf(match));
      await this.matches.setReview(match, after, at);
      return after;
    });
    await this.events.append(...decided(match, decision, { before, after: state }));
    return { match: Object.assign(match, { reviewState: state }), decision };
  }

  private recordsOf(match: Match): Promise<ReviewDecision[]> {
    return this.unitOfWork
      .repository(ReviewDecision)
      .find({ where: { matchId: match.id, round: match.reviewRound }, order: { id: 'ASC' } });
  }

  private person(): PersonActor {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor)) throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
    return actor;
  }
}

function checkReason({ kind, reasonCode }: DecisionInput, note: string | null, problems: Problems): void {
  const reasons = rejectionReasonsOf('MATCH');
  const reason = reasons.find(({ code }) => code === reasonCode);
  if (kind === 'REJECT') {
    const codes = reasons.map(({ code }) => code);
    if (!reasonCode) problems.add(REVIEW.REVIEW_REASON_MISSING, ['input', 'reasonCode'], {}, codes);
    else if (!reason) problems.add(REVIEW.REVIEW_REASON_UNKNOWN, ['input', 'reasonCode'], { code: reasonCode }, codes);
  } else if (reasonCode) {
    problems.add(REVIEW.REASON_NOT_ASKED, ['input', 'reasonCode']);
  }
  const needsNote = kind === 'REQUEST_INFORMATION' || (kind === 'REJECT' && reason?.needsNote === true);
  if (needsNote && note === null) problems.add(REVIEW.REVIEW_NOTE_MISSING, ['input', 'note']);
}

function seenOf(match: Match): ReviewDecision['seen'] {
  return {
    runId: match.runId,
    eligibility: match.eligibility,
    confirmed: match.confirmed,
    potential: match.potential,
    evidence: match.evidence,
    outcomes: Object.fromEntries(match.verdicts.map((verdict) => [verdict.criterion, verdict.outcome])),
  };
}
