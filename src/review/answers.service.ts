import { Injectable } from '@nestjs/common';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { LONGEST_NOTE } from './limits.js';
import { REVIEW } from './review.errors.js';
import { type Outcome, ReviewStepsService } from './review-steps.service.js';

/** What the supplier says in the review of its firm. */
@Injectable()
export class AnswersService {
  constructor(private readonly steps: ReviewStepsService) {}

  /** The answer to a question; the match goes back to the official’s queue. */
  answer(matchId: string, text: string): Promise<Outcome | Refusal> {
    const problems = new Problems();
    const note = cleanText(text, ['answer'], problems, { required: true, max: LONGEST_NOTE, multiline: true });
    return this.steps.takeOne({ problems }, { matchId, path: ['matchId'] }, ({ match }, hinder) => {
      if (match.reviewState !== 'INFORMATION_REQUESTED') hinder(REVIEW.NOTHING_ASKED);
      return { kind: 'ANSWER', note };
    });
  }
}
