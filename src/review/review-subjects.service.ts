import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Match } from '../matching/match.entity.js';
import { MatchesService } from '../matching/matches.service.js';
import { system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { RequestStatus } from '../requests/request-status.js';
import { RequestsService } from '../requests/requests.service.js';
import { ConflictsOfInterestService } from '../suppliers/conflicts-of-interest.service.js';
import { type FirmFacts, FirmFactsService } from '../suppliers/firm-facts.service.js';
import { ReviewDecision } from './review-decision.entity.js';

/** What a step of a review is about, with all that decides whether it may be taken. */
export interface ReviewSubject {
  match: Match;
  requestStatus: RequestStatus | null;
  /** All there are of the round, oldest first, whoever may see them. */
  records: ReviewDecision[];
  /** Whether whoever acts has declared a conflict of interest with the firm or the buyer. */
  hasConflict: boolean;
  /** Of the firm, where they were to be held; null for a firm that is gone. */
  facts: FirmFacts | null;
}

/** Reads the subjects of a step: so many statements, however many matches. */
@Injectable()
export class ReviewSubjects {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matches: MatchesService,
    private readonly requests: RequestsService,
    private readonly firms: FirmFactsService,
    private readonly conflicts: ConflictsOfInterestService,
  ) {}

  /**
   * By the ids of those matches that whoever acts may see. They stay as they are until this unit of work has ended, and with
   * `holdsFacts` their firms as well: a change at the same moment waits, or makes this one run again and see it.
   */
  async read(
    matchIds: readonly string[],
    { holdsFacts }: { holdsFacts: boolean },
  ): Promise<Map<string, ReviewSubject>> {
    const found = await this.matches.byIds(matchIds.filter(isId));
    const matches = found.filter((match) => match !== null);
    const ids = matches.map(({ id }) => id);
    const conflicts = await this.conflicts.standing();
    // A supplier may answer without being allowed to see the request, and sees some of the records only.
    return this.unitOfWork.actAs(system('review.read-subjects'), async () => {
      await this.matches.hold(ids);
      const requests = await this.requests.findAll(matches.map(({ requestId }) => requestId));
      const records = await this.recordsOf(ids);
      const facts = holdsFacts
        ? await this.firms.hold(matches.map(({ firmId }) => firmId))
        : new Map<string, FirmFacts>();
      return new Map(
        matches.map((match, at) => [
          match.id,
          {
            match,
            requestStatus: requests[at]?.status ?? null,
            records: (records.get(match.id) ?? []).filter(({ round }) => round === match.reviewRound),
            hasConflict: conflicts.has(match.firmId) || conflicts.has(match.buyerOrganisationId),
            facts: facts.get(match.firmId) ?? null,
          },
        ]),
      );
    });
  }

  private async recordsOf(matchIds: readonly string[]): Promise<Map<string, ReviewDecision[]>> {
    const records = await this.unitOfWork
      .repository(ReviewDecision)
      .find({ where: { matchId: In([...matchIds]) }, order: { id: 'ASC' } });
    const byMatch = new Map<string, ReviewDecision[]>(matchIds.map((id) => [id, []]));
    for (const record of records) byMatch.get(record.matchId)!.push(record);
    return byMatch;
  }
}
