import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Eligibility } from './eligibility.js';
import { Match, type ReviewState } from './match.entity.js';
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
import { searchWords } from '../platform/text/search-words.js';
import { openRequests } from '../requests/open-requests.js';
import { firmIs } from '../suppliers/firm-condition.js';
import { knownCode } from '../taxonomy/known-code.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';

export interface QueueFilter {
  states?: ReviewState[] | null;
  eligibilities?: Eligibility[] | null;
  requestId?: string | null;
  sector?: string | null;
  /** Words of the firm’s name, with or without marks. */
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
 * request first, its lines in order, the best firms of each first; the whole key lies in the match itself. Request by
 * request, so that those which are no longer open are never walked through.
 */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  async page(filter: QueueFilter, args: PageArgs): Promise<Connection<Match>> {
    const after = decodeCursor(args.after, 3, isQueueKey);
    const size = pageSize(args);
    if (isImpossible(filter)) return connection<Match>([], args, () => []);
    const asked = this.asked(filter);
    const states = asked.bind(filter.states ?? ['PENDING']);
    const [requestId, lineId, rank] = (after ?? []).map((part) => asked.bind(part));
    const limit = asked.bind(size + 1);
    const keys = await this.unitOfWork.query<{ id: string; request_id: string; line_id: string; rank: number }>(
      `SELECT best.id, best.request_id, best.line_id, best.rank
       FROM ${asked.requests} AS request CROSS JOIN LATERAL (
         SELECT id, request_id, line_id, rank FROM match
         WHERE match.request_id = request.id AND ${asked.condition} AND match.review_state = ANY(${states})
           ${after ? `AND (match.request_id, match.line_id, match.rank) > (${requestId}::uuid, ${lineId}::uuid, ${rank}::integer)` : ''}
         ORDER BY line_id, rank LIMIT ${limit}) AS best
       ${after ? `WHERE request.id >= ${requestId}::uuid` : ''}
       ORDER BY best.request_id, best.line_id, best.rank LIMIT ${limit}`,
      asked.parameters,
    );
    const found = await this.unitOfWork.repository(Match).findBy({ id: In(keys.map(({ id }) => id)) });
    const byId = new Map(found.map((match) => [match.id, match]));
    const page = connection(keys, args, (key) => [key.request_id, key.line_id, key.rank]);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
    return { edges, nodes: edges.map(({ node }) => node), pageInfo: page.pageInfo };
  }

  /** How many there are in each state, under the same filters. */
  async counts(filter: QueueFilter): Promise<QueueCounts> {
    const rows = isImpossible(filter) ? [] : await this.countByState(this.asked(filter));
    const count = (state: ReviewState) => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      pending: count('PENDING'),
      informationRequested: count('INFORMATION_REQUESTED'),
      approved: count('APPROVED'),
      rejected: count('REJECTED'),
    };
  }

  private asked(filter: QueueFilter): Asked {
    if (filter.sector) knownCode(this.taxonomy.sectors, filter.sector, 'sector');
    return new Asked(filter);
  }

  private countByState({ requests, condition, parameters }: Asked): Promise<{ state: ReviewState; count: number }[]> {
    return this.unitOfWork.query(
      `SELECT match.review_state AS state, count(*)::int AS count
       FROM ${requests} AS request JOIN match ON match.request_id = request.id
       WHERE ${condition} GROUP BY match.review_state`,
      parameters,
    );
  }
}

/** A filter as SQL: only what is asked becomes part of the statement. */
class Asked {
  readonly parameters: unknown[] = [];
  readonly bind = (value: unknown): string => `$${this.parameters.push(value)}`;
  readonly requests: string;
  readonly condition: string;

  constructor({ eligibilities, requestId, sector, firmName }: QueueFilter) {
    const firm = firmIs(
      'match.firm_id',
      { sector, nameWords: searchWords(firmName, ['filter', 'firmName']) },
      this.bind,
    );
    this.requests = openRequests(requestId ? this.bind(requestId) : null);
    this.condition = [
      `match.left_at IS NULL AND match.eligibility <> 'UNSUITABLE'`,
      ...(eligibilities ? [`match.eligibility = ANY(${this.bind(eligibilities)})`] : []),
      ...(firm ? [firm] : []),
    ].join(' AND ');
  }
}

const isQueueKey = ([requestId, lineId, rank]: Key): boolean =>
  isId(String(requestId)) && isId(String(lineId)) && isRank(rank);

const isImpossible = ({ requestId }: QueueFilter): boolean =>
  requestId !== null && requestId !== undefined && !isId(requestId);
