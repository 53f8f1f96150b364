import { Injectable } from '@nestjs/common';
import { isPerson } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { CONFLICT } from '../suppliers/suppliers.errors.js';
import { rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import type { ReviewState } from '../matching/match.entity.js';
import { LONGEST_NOTE, MOST_AT_ONCE } from './limits.js';
import { REVIEW } from './review.errors.js';
import { ReviewDecision } from './review-decision.entity.js';
import { ReviewRulesService } from './review-rules.service.js';
import { type ReviewSelection, ReviewSelections } from './review-selections.service.js';
import { appealedAgainst, OF_SUPPLIERS, standing } from './review-state.js';
import { type Bulk, type Judge, type OnProblem, type Outcome, ReviewStepsService } from './review-steps.service.js';
import type { ReviewSubject } from './review-subjects.service.js';

export interface DecisionInput {
  kind: 'APPROVE' | 'REJECT' | 'REQUEST_INFORMATION';
  reasonCode?: string | null;
  note?: string | null;
}

/** Deciding on matches, on one or on many. Each decision is a record of its own; the match’s state is what they add up to. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly steps: ReviewStepsService,
    private readonly selections: ReviewSelections,
    private readonly rules: ReviewRulesService,
  ) {}

  async decide(matchId: string, expectedRunId: string | null, input: DecisionInput): Promise<Outcome | Refusal> {
    const { problems, judge, holdsFacts } = await this.read(input);
    return this.steps.takeOne({ problems, holdsFacts }, { matchId, expectedRunId, path: ['matchId'] }, judge);
  }

  async decideMany(selection: ReviewSelection, input: DecisionInput, onProblem: OnProblem): Promise<Bulk | Refusal> {
    const chosen = await this.selections.resolve(selection);
    if (chosen instanceof Refusal) return chosen;
    const { problems, judge, holdsFacts } = await this.read(input);
    return this.steps.takeTogether({ chosen, problems, holdsFacts, onProblem, bulkId: newId() }, judge);
  }

  /** Takes back the last decision that still counts. What had been released is hidden from the buyer again. */
  undo(matchId: string): Promise<Outcome | Refusal> {
    return this.steps.takeOne({}, { matchId, path: ['matchId'] }, undoLast(this.personId()));
  }

  /** Takes back, of decisions that were recorded together, those that nobody has decided after. */
  async undoMany(bulkId: string, onProblem: OnProblem): Promise<Bulk | Refusal> {
    const records = await this.recordsOfBulk(bulkId);
    if (records.length === 0) return refuse(REVIEW.BULK_NOT_FOUND, ['bulkId']);
    const chosen = records.map(({ matchId }) => ({ matchId, path: ['bulkId', matchId] }));
    const ids = new Set(records.map(({ id }) => id));
    const undo = undoLast(this.personId());
    const judge: Judge = (subject, hinder) => {
      const record = undo(subject, hinder);
      if (record.undoes && !ids.has(record.undoes)) hinder(REVIEW.DECIDED_SINCE);
      return record;
    };
    return this.steps.takeTogether({ chosen, onProblem, bulkId: newId() }, judge);
  }

  private async read(input: DecisionInput): Promise<ReadDecision> {
    const needsTwo = input.kind === 'APPROVE' && (await this.rules.approvalsNeedTwo());
    return readDecision(input, { needsTwo, personId: this.personId() });
  }

  private personId(): string | null {
    const { actor } = this.unitOfWork;
    return isPerson(actor) ? actor.personId : null;
  }

  private async recordsOfBulk(bulkId: string): Promise<ReviewDecision[]> {
    if (!isId(bulkId)) return [];
    return this.unitOfWork
      .repository(ReviewDecision)
      .find({ where: { bulkId }, order: { matchId: 'ASC' }, take: MOST_AT_ONCE });
  }
}

const undoLast =
  (personId: string | null): Judge =>
  ({ records, hasConflict }, hinder) => {
    if (hasConflict) hinder(CONFLICT.CONFLICT_OF_INTEREST);
    const last = standing(records).at(-1);
    if (!last || OF_SUPPLIERS.includes(last.kind)) {
      hinder(REVIEW.REVIEW_NOTHING_TO_UNDO);
      return { kind: 'UNDO' };
    }
    if (appealedAgainst(records)?.decidedBy === personId) hinder(REVIEW.ANOTHER_OFFICIAL_NEEDED);
    return { kind: 'UNDO', undoes: last.id };
  };

interface ReadDecision {
  problems: Problems;
  judge: Judge;
  holdsFacts: boolean;
}

/** `needsTwo`: an approval needs a second official, and `personId` is the one who decides now. */
function readDecision(
  input: DecisionInput,
  { needsTwo, personId }: { needsTwo: boolean; personId: string | null },
): ReadDecision {
  const { kind, reasonCode = null } = input;
  const problems = new Problems();
  const note = cleanText(input.note, ['input', 'note'], problems, { max: LONGEST_NOTE, multiline: true });
  checkReason(input, note, problems);
  const judge: Judge = (subject, hinder) => {
    const { match, records, hasConflict } = subject;
    if (hasConflict) hinder(CONFLICT.CONFLICT_OF_INTEREST);
    if (appealedAgainst(records)?.decidedBy === personId) hinder(REVIEW.ANOTHER_OFFICIAL_NEEDED);
    else if (!UNDECIDED.includes(match.reviewState)) hinder(REVIEW.ALREADY_DECIDED);
    if (kind !== 'APPROVE') return { kind, reasonCode, note };
    if (match.eligibility === 'UNSUITABLE') hinder(REVIEW.MATCH_UNSUITABLE);
    if (!standsOnFacts(subject)) hinder(REVIEW.MATCH_OUTDATED);
    const isProposed = match.reviewState === 'PROPOSED';
    if (needsTwo && isProposed && standing(records).at(-1)!.decidedBy === personId)
      hinder(REVIEW.SECOND_OFFICIAL_NEEDED);
    return { kind: needsTwo && !isProposed ? 'PROPOSE' : 'APPROVE', reasonCode, note };
  };
  return { problems, judge, holdsFacts: kind === 'APPROVE' };
}

/** Where a decision can be taken without undoing another. */
const UNDECIDED: readonly ReviewState[] = ['PENDING', 'PROPOSED', 'INFORMATION_REQUESTED', 'APPEALED'];

/** Whether the firm is as it was when it was judged. */
const standsOnFacts = ({ match, facts }: ReviewSubject): boolean =>
  match.standing === 'CURRENT' && facts !== null && !facts.isWithdrawn && facts.factsRevision === match.factsRevision;

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
