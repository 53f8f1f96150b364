import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../platform/database/actor.js';
import { accessKindOf } from '../platform/database/roles.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import type { ListOrder } from '../platform/graphql/list-order.js';
import { askedPage, betweenKeys, connection, orderedBy, pageOf, readingDirection } from '../platform/graphql/page.js';
import { WorkInHand } from '../platform/jobs/work-in-hand.js';
import { RequestLinesService } from '../requests/request-lines.service.js';
import { RequestsService } from '../requests/requests.service.js';
import type { Eligibility } from './eligibility.js';
import { MatchRun } from './match-run.entity.js';
import { Match, type ReviewState } from './match.entity.js';
import { MATCH_LINE } from './matching.jobs.js';

export interface MatchingProgress {
  linesTotal: number;
  linesDone: number;
  linesFailed: number;
  isComplete: boolean;
}

/** Where a review stands from now on. */
export interface ReviewStands {
  match: Match;
  state: ReviewState;
  reviewerId: string | null;
}

export interface LineMatchesPage {
  args: PageArgs;
  eligibility: Eligibility[] | null;
}

const BEST_FIRST: ListOrder = {
  name: 'matches of a line',
  direction: 'ASC',
  parts: [{ column: 'rank', kind: 'RANK' }],
};
const NEWEST_FIRST: ListOrder = {
  name: 'matches of a firm',
  direction: 'DESC',
  parts: [{ column: 'match.id', kind: 'ID' }],
};

const NO_FIRMS: Record<Eligibility, number> = { ELIGIBLE: 0, TO_CONFIRM: 0, NEAR_MISS: 0, UNSUITABLE: 0 };

/** Reading matches and runs. Who sees which is row-level security’s to say. */
@Injectable()
export class MatchesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly work: WorkInHand,
  ) {}

  async byId(id: string): Promise<Match | null> {
    return isId(id) ? this.unitOfWork.repository(Match).findOneBy({ id }) : null;
  }

  /** The latest matches of several lines, each line’s best first: two statements, however many lines. */
  async ofLines(lineIds: readonly string[], { args, eligibility }: LineMatchesPage): Promise<Connection<Match>[]> {
    const asked = askedPage(args, BEST_FIRST);
    const parameters: unknown[] = [lineIds, eligibility, asked.limit];
    const between = betweenKeys(asked, (value) => `$${parameters.push(value)}`);
    const found = await this.unitOfWork.query<{ id: string }>(
      `SELECT best.id FROM unnest($1::uuid[]) AS line(id) CROSS JOIN LATERAL (
         SELECT id FROM match WHERE line_id = line.id AND left_at IS NULL AND ${between}
           AND ($2::text[] IS NULL OR eligibility = ANY($2)) ORDER BY ${orderedBy(asked)} LIMIT $3) AS best`,
      parameters,
    );
    const matches = await this.unitOfWork
      .repository(Match)
      .find({ where: { id: In(found.map(({ id }) => id)) }, order: { rank: readingDirection(asked) } });
    return lineIds.map((lineId) =>
      connection(
        matches.filter((match) => match.lineId === lineId),
        asked,
        (match) => [match.rank],
      ),
    );
  }

  /** Null for each that is not there to be seen. */
  async byIds(ids: readonly string[]): Promise<(Match | null)[]> {
    const matches = await this.unitOfWork.repository(Match).findBy({ id: In([...ids]) });
    const byId = new Map(matches.map((match) => [match.id, match]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async runs(ids: readonly string[]): Promise<(MatchRun | null)[]> {
    const runs = await this.asFound(await this.unitOfWork.repository(MatchRun).findBy({ id: In([...ids]) }));
    return ids.map((id) => runs.find((run) => run.id === id) ?? null);
  }

  async currentRuns(lineIds: readonly string[]): Promise<(MatchRun | null)[]> {
    const current = await this.unitOfWork.repository(MatchRun).findBy({ lineId: In([...lineIds]), isCurrent: true });
    const runs = await this.asFound(current);
    return lineIds.map((lineId) => runs.find((run) => run.lineId === lineId) ?? null);
  }

  /** A supplier’s own, newest first. */
  async ofSupplier(actor: Actor, args: PageArgs): Promise<Connection<Match>> {
    const asked = askedPage(args, NEWEST_FIRST);
    if (actor.kind !== 'SUPPLIER') return connection<Match>([], asked, () => []);
    const { organisationId } = actor;
    const query = this.unitOfWork
      .repository(Match)
      .createQueryBuilder('match')
      .where('match.firm_organisation_id = :organisationId AND match.left_at IS NULL', { organisationId });
    return pageOf(query, asked);
  }

  /** By whoever may read the request; null for a request nobody knows. */
  async progress(requestId: string): Promise<MatchingProgress | null> {
    const request = await this.requests.find(requestId);
    if (!request) return null;
    const lines = request.revision === 0 ? [] : await this.lines.revisionsOf(request.id);
    const ids = lines.map(({ id }) => id);
    const runs = await this.unitOfWork
      .repository(MatchRun)
      .find({ select: { lineId: true, revision: true }, where: { lineId: In(ids), isCurrent: true } });
    const matchedSince = new Map(runs.map(({ lineId, revision }) => [lineId, revision]));
    const inHand = await this.work.of(MATCH_LINE, ids);
    const atRest = lines.filter(({ id }) => inHand.get(id)?.state !== 'UNDER_WAY');
    const linesDone = atRest.filter(({ id, revision }) => matchedSince.get(id) === revision).length;
    const linesFailed = atRest.filter(
      ({ id, revision }) => matchedSince.get(id) !== revision && inHand.get(id)?.state === 'SET_ASIDE',
    ).length;
    const isComplete = linesDone + linesFailed >= lines.length;
    return { linesTotal: lines.length, linesDone, linesFailed, isComplete };
  }

  /** Keeps others from writing to these until the unit of work has ended; one that changed meanwhile makes it run again. */
  async hold(ids: readonly string[]): Promise<void> {
    await this.unitOfWork.query('SELECT FROM match WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }

  /** Records where the reviews of matches stand and whom they lie with; `review` decides, and keeps its own record of why. */
  async setReviews(reviews: readonly ReviewStands[], at: Date): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE match SET reviewer_id = now.reviewer_id, review_state = now.state,
         review_state_since = CASE WHEN review_state = now.state THEN review_state_since ELSE $4 END,
         released_at = CASE WHEN review_state = now.state THEN released_at WHEN now.state = 'APPROVED' THEN $4::timestamptz END
       FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS now(id, state, reviewer_id) WHERE match.id = now.id`,
      [
        reviews.map(({ match }) => match.id),
        reviews.map(({ state }) => state),
        reviews.map(({ reviewerId }) => reviewerId),
        at,
      ],
    );
    for (const { match, state, reviewerId } of reviews) {
      match.reviewerId = reviewerId;
      if (state === match.reviewState) continue;
      Object.assign(match, { reviewState: state, reviewStateSince: at, releasedAt: state === 'APPROVED' ? at : null });
    }
  }

  /** A run counts firms wherever they lie: an authority with a remit is told how many of those it may see stand where. */
  private async asFound(runs: MatchRun[]): Promise<MatchRun[]> {
    const { actor } = this.unitOfWork;
    if (accessKindOf(actor) !== 'BOUNDED_AUTHORITY' || runs.length === 0) return runs;
    const rows = await this.unitOfWork.query<{ lineId: string; eligibility: Eligibility; count: number }>(
      `SELECT line_id AS "lineId", eligibility, count(*)::integer AS count FROM match
       WHERE line_id = ANY($1) AND left_at IS NULL GROUP BY line_id, eligibility`,
      [runs.map(({ lineId }) => lineId)],
    );
    return runs.map((run) => {
      const ofLine = rows.filter(({ lineId }) => lineId === run.lineId);
      const counts = Object.fromEntries(ofLine.map(({ eligibility, count }) => [eligibility, count]));
      const seen = ofLine.reduce((sum, { count }) => sum + count, 0);
      return Object.assign(run, { counts: { ...NO_FIRMS, ...counts }, firmsConsidered: seen, matchesKept: seen });
    });
  }
}
