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
 * The matches an official has to look at: of the latest runs of published requests, without the unsuitable. Oldest
 * request first, its lines in order, the best firms of each first.
 */
const QUEUE = `
  FROM match
  JOIN component_request AS request ON request.id = match.request_id AND request.status = 'PUBLISHED'
  JOIN request_line AS line ON line.id = match.line_id
  JOIN firm ON firm.id = match.firm_id
  WHERE match.is_current AND match.eligibility <> 'UNSUITABLE'
    AND ($1::text[] IS NULL OR match.eligibility = ANY($1))
    AND ($2::uuid IS NULL OR match.request_id = $2)
    AND ($3::text IS NULL OR $3 = ANY(firm.sectors))
    AND ($4::text IS NULL OR position(fold_text($4) IN fold_text(firm.name)) > 0)`;

@Injectable()
export class ReviewQueueService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(filter: QueueFilter, args: PageArgs): Promise<Connection<Match>> {
    const after = decodeCursor(args.after, 4, isQueueKey);
    const size = pageSize(args);
    if (isImpossible(filter)) return connection<Match>([], args, () => []);
    const keys = await this.unitOfWork.query<{ id: string; request_id: string; position: number; rank: number }>(
      `SELECT match.id, match.request_id, line.position, match.rank ${QUEUE}
         AND match.review_state = ANY($5)
         AND ($6::uuid IS NULL OR (match.request_id, line.position, match.rank, match.id) > ($6, $7::int, $8::int, $9::uuid))
       ORDER BY match.request_id, line.position, match.rank, match.id LIMIT $10`,
      [...parameters(filter), filter.states ?? ['PENDING'], ...(after ?? [null, null, null, null]), size + 1],
    );
    const found = await this.unitOfWork.repository(Match).findBy({ id: In(keys.map(({ id }) => id)) });
    const byId = new Map(found.map((match) => [match.id, match]));
    const page = connection(keys, args, (key) => [key.request_id, key.position, key.rank, key.id]);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
    return { edges, nodes: edges.map(({ node }) => node), pageInfo: page.pageInfo };
  }

  /** How many there are in each state, under the same filters. */
  async counts(filter: QueueFilter): Promise<QueueCounts> {
    const rows = isImpossible(filter)
      ? []
      : await this.unitOfWork.query<{ state: ReviewState; count: number }>(
          `SELECT match.review_state AS state, count(*)::int AS count ${QUEUE} GROUP BY match.review_state`,
          parameters(filter),
        );
    const count = (state: ReviewState) => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      pending: count('PENDING'),
      informationRequested: count('INFORMATION_REQUESTED'),
      approved: count('APPROVED'),
      rejected: count('REJECTED'),
    };
  }
}

const isQueueKey = ([requestId, position, rank, id]: Key): boolean =>
  isId(String(requestId)) && isRank(position) && isRank(rank) && isId(String(id));

const isImpossible = ({ requestId }: QueueFilter): boolean =>
  requestId !== null && requestId !== undefined && !isId(requestId);

const parameters = ({ eligibilities, requestId, sector, firmName }: QueueFilter): unknown[] => [
  eligibilities ?? null,
  requestId ?? null,
  sector ?? null,
  firmName ?? null,
];
