import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Eligibility } from '../matching/eligibility.js';
import { Match, type ReviewState } from '../matching/match.entity.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import {
  type Connection,
  connection,
  decodeCursor,
  isRank,
  type Key,
  type PageArgs,
  pageSize,
} from '../platform/graphql/connection.js';
import { openRequests } from '../requests/open-requests.js';
import { firmHas } from '../suppliers/firm-condition.js';

export interface QueueFilter {
  states?: ReviewState[] | null;
  eligibilities?: Eligibility[] | null;
  requestId?: string | null;
  sector?: string | null;
  /** Part of the firm’s name, with or without marks. */
  firmName?: string | null;
}

export interface QueueCounts {
  pending: number;
  informationRequested: number;
  approved: number;
  rejected: number;
}

/**
 * The matches an official has to look at: of published requests, without the unsuitable and those that have left. Oldest
 * request first, its lines in order, the best firms of each first; the whole key lies in the match itself.
 */
const IN_QUEUE = `match.left_at IS NULL AND match.eligibility <> 'UNSUITABLE' AND ($1::text[] IS NULL OR match.eligibility = ANY($1))`;

const OF_FIRM = firmHas('match.firm_id', { sector: '$3', name: '$4' });

/** Request by request, so that those which are no longer open are never walked through. */
const PAGE = `
  SELECT best.id, best.request_id, best.line_id, best.rank
  FROM ${openRequests('$2')} AS request CROSS JOIN LATERAL (
    SELECT id, request_id, line_id, rank FROM match
    WHERE match.request_id = request.id AND ${IN_QUEUE} AND match.review_state = ANY($5)
      AND ($6::uuid IS NULL OR (match.request_id, match.line_id, match.rank) > ($6, $7::uuid, $8::int)) AND ${OF_FIRM}
    ORDER BY line_id, rank LIMIT $9) AS best
  WHERE $6::uuid IS NULL OR request.id >= $6
  ORDER BY best.request_id, best.line_id, best.rank LIMIT $9`;

const COUNTS = `
  SELECT match.review_state AS state, count(*)::int AS count
  FROM ${openRequests('$2')} AS request JOIN match ON match.request_id = request.id
  WHERE ${IN_QUEUE} AND ${OF_FIRM}
  GROUP BY match.review_state`;

@Injectable()
export class ReviewQueueService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(filter: QueueFilter, args: PageArgs): Promise<Connection<Match>> {
    const after = decodeCursor(args.after, 3, isQueueKey);
    const size = pageSize(args);
    if (isImpossible(filter)) return connection<Match>([], size, () => []);
    const keys = await this.unitOfWork.query<{ id: string; request_id: string; line_id: string; rank: number }>(PAGE, [
      ...parameters(filter),
      filter.states ?? ['PENDING'],
      ...(after ?? [null, null, null]),
      size + 1,
    ]);
    const found = await this.unitOfWork.repository(Match).findBy({ id: In(keys.map(({ id }) => id)) });
    const byId = new Map(found.map((match) => [match.id, match]));
    const page = connection(keys, size, (key) => [key.request_id, key.line_id, key.rank]);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
    return { edges, nodes: edges.map(({ node }) => node), pageInfo: page.pageInfo };
  }

  /** How many there are in each state, under the same filters. */
  async counts(filter: QueueFilter): Promise<QueueCounts> {
    const rows = isImpossible(filter)
      ? []
      : await this.unitOfWork.query<{ state: ReviewState; count: number }>(COUNTS, parameters(filter));
    const count = (state: ReviewState) => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      pending: count('PENDING'),
      informationRequested: count('INFORMATION_REQUESTED'),
      approved: count('APPROVED'),
      rejected: count('REJECTED'),
    };
  }
}

const isQueueKey = ([requestId, lineId, rank]: Key): boolean =>
  isId(String(requestId)) && isId(String(lineId)) && isRank(rank);

const isImpossible = ({ requestId }: QueueFilter): boolean =>
  requestId !== null && requestId !== undefined && !isId(requestId);

const parameters = ({ eligibilities, requestId, sector, firmName }: QueueFilter): unknown[] => [
  eligibilities ?? null,
  requestId ?? null,
  sector ?? null,
  firmName ?? null,
];
