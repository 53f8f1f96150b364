import { Injectable } from '@nestjs/common';
import { ColleaguesService } from '../identity/colleagues.service.js';
import { newId } from '../platform/database/new-id.js';
import { Problems, Refusal } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { ConflictsOfInterestService } from '../suppliers/conflicts-of-interest.service.js';
import { LONGEST_NOTE } from './limits.js';
import { REVIEW } from './review.errors.js';
import { appealedAgainst } from './review-state.js';
import { type ReviewSelection, ReviewSelections } from './review-selections.service.js';
import { type Bulk, type Judge, type OnProblem, ReviewStepsService } from './review-steps.service.js';

/** Whom reviews lie with. Anybody of the authority may still decide: it says who looks after them, not who may. */
@Injectable()
export class HandOversService {
  constructor(
    private readonly steps: ReviewStepsService,
    private readonly selections: ReviewSelections,
    private readonly colleagues: ColleaguesService,
    private readonly conflicts: ConflictsOfInterestService,
  ) {}

  /** To a colleague, or to oneself. */
  async handOver(
    selection: ReviewSelection,
    personId: string,
    text: string | null,
    onProblem: OnProblem,
  ): Promise<Bulk | Refusal> {
    const problems = new Problems();
    if (!(await this.colleagues.isMember(personId))) problems.add(REVIEW.COLLEAGUE_NOT_FOUND, ['personId']);
    const conflicts = await this.conflicts.standingOf(personId);
    return this.take(selection, text, problems, onProblem, ({ match, records }, hinder) => {
      if (appealedAgainst(records)?.decidedBy === personId) hinder(REVIEW.ANOTHER_OFFICIAL_NEEDED);
      if (match.reviewerId === personId) hinder(REVIEW.HANDED_OVER_ALREADY);
      if (conflicts.has(match.firmId) || conflicts.has(match.buyerOrganisationId))
        hinder(REVIEW.COLLEAGUE_HAS_CONFLICT);
      return { kind: 'HAND_OVER', handedTo: personId };
    });
  }

  /** So that they lie with nobody in particular again. */
  takeBack(selection: ReviewSelection, text: string | null, onProblem: OnProblem): Promise<Bulk | Refusal> {
    return this.take(selection, text, new Problems(), onProblem, ({ match }, hinder) => {
      if (match.reviewerId === null) hinder(REVIEW.NOT_HANDED_OVER);
      return { kind: 'TAKE_BACK' };
    });
  }

  private async take(
    selection: ReviewSelection,
    text: string | null,
    problems: Problems,
    onProblem: OnProblem,
    judge: Judge,
  ): Promise<Bulk | Refusal> {
    const note = cleanText(text, ['note'], problems, { max: LONGEST_NOTE, multiline: true });
    const chosen = await this.selections.resolve(selection);
    if (chosen instanceof Refusal) return chosen;
    return this.steps.takeTogether({ chosen, problems, onProblem, bulkId: newId() }, (subject, hinder) => ({
      ...judge(subject, hinder),
      note,
    }));
  }
}
