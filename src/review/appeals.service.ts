import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { LONGEST_NOTE } from './limits.js';
import { REVIEW } from './review.errors.js';
import { isOnAppeal } from './review-state.js';
import { type Outcome, ReviewStepsService } from './review-steps.service.js';

const DAY = 86_400_000;

/** What a supplier may do about a rejection: have another official look again, once. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly steps: ReviewStepsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Against the rejection that stands; what is decided then is final, unless the facts change. */
  appeal(matchId: string, reason: string): Promise<Outcome | Refusal> {
    const { appealDays } = this.config.review;
    const problems = new Problems();
    const note = cleanText(reason, ['reason'], problems, { required: true, max: LONGEST_NOTE, multiline: true });
    return this.steps.takeOne({ problems }, { matchId, path: ['matchId'] }, ({ match, records }, hinder) => {
      if (isOnAppeal(records)) hinder(REVIEW.APPEALED_ALREADY);
      else if (match.reviewState !== 'REJECTED') hinder(REVIEW.NOTHING_TO_APPEAL);
      else if (this.clock.now().getTime() - match.reviewStateSince.getTime() > appealDays * DAY)
        hinder(REVIEW.APPEAL_TOO_LATE);
      return { kind: 'APPEAL', note };
    });
  }
}
