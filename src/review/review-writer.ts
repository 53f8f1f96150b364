import { Injectable } from '@nestjs/common';
import type { Match } from '../matching/match.entity.js';
import { MatchesService } from '../matching/matches.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { isPerson, type PersonActor, system } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { ApiError } from '../platform/graphql/api-error.js';
import { decided } from './review.events.js';
import { type DecisionKind, ReviewDecision } from './review-decision.entity.js';
import { reviewStateAfter } from './review-state.js';
import type { ReviewSubject } from './review-subjects.service.js';

/** What is appended to the records of a match. */
export interface NewRecord {
  kind: DecisionKind;
  undoes?: string;
  reasonCode?: string | null;
  note?: string | null;
  handedTo?: string;
}

export interface StepToTake {
  subject: ReviewSubject;
  record: NewRecord;
}

export interface StepTaken {
  match: Match;
  record: ReviewDecision;
}

/**
 * Takes steps: appends a record for each, with its audit entry and events, and writes where each review stands now, which is
 * what its records add up to. So many statements, however many steps.
 */
@Injectable()
export class ReviewWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matches: MatchesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  async write(steps: readonly StepToTake[], bulkId: string | null): Promise<StepTaken[]> {
    const person = this.person();
    const at = this.clock.now();
    const taken = steps.map(({ subject, record }) => {
      const made = recordOf(subject.match, record, person, at, bulkId);
      const before = subject.match.reviewState;
      return {
        match: subject.match,
        record: made,
        state: { before, after: reviewStateAfter([...subject.records, made]) },
      };
    });
    await this.unitOfWork.repository(ReviewDecision).insert(taken.map(({ record }) => record) as never);
    await this.audit.recordAll(
      taken.map(({ match, record: { id: decisionId, kind, reasonCode } }) => ({
        action: `review.${kind.toLowerCase().replaceAll('_', '-')}`,
        subjectType: 'match',
        subjectId: match.id,
        data: { decisionId, reasonCode, ...(bulkId && { bulkId }) },
      })),
    );
    // Whoever takes part in a review may not touch the match: it is written for them.
    await this.unitOfWork.actAs(system('review.set-state'), () =>
      this.matches.setReviews(
        taken.map(({ match, record, state }) => ({
          match,
          state: state.after,
          reviewerId: record.kind === 'HAND_OVER' || record.kind === 'TAKE_BACK' ? record.handedTo : match.reviewerId,
        })),
        at,
      ),
    );
    await this.events.append(...taken.flatMap(({ match, record, state }) => decided(match, record, state)));
    return taken;
  }

  private person(): PersonActor {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor)) throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
    return actor;
  }
}

function recordOf(
  match: Match,
  record: NewRecord,
  { personId, organisationId }: PersonActor,
  decidedAt: Date,
  bulkId: string | null,
): ReviewDecision {
  return Object.assign(new ReviewDecision(), {
    id: newId(),
    matchId: match.id,
    round: match.reviewRound,
    firmOrganisationId: match.firmOrganisationId,
    firmId: match.firmId,
    buyerOrganisationId: match.buyerOrganisationId,
    undoes: null,
    reasonCode: null,
    note: null,
    handedTo: null,
    ...record,
    decidedBy: personId,
    organisationId,
    decidedAt,
    bulkId,
    seen: seenOf(match),
  });
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
