import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Eligibility } from './eligibility.js';
import { Match, type ReviewState } from './match.entity.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import type { ListOrder } from '../platform/graphql/list-order.js';
import { type AskedPage, askedPage, betweenKeys, connection, readingDirection } from '../platform/graphql/page.js';
import { searchWords } from '../platform/text/search-words.js';
import { openRequests } from '../requests/open-requests.js';
import { firmIs } from '../suppliers/firm-condition.js';
import { LONGEST } from '../suppliers/limits.js';
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
    const page = askedPage(args, QUEUE_ORDER);
    if (isImpossible(filter)) return connection<Match>([], page, () => []);
    const asked = this.asked(filter);
    const states = asked.bind(filter.states ?? ['PENDING']);
    const limit = asked.bind(page.limit);
    const direction = readingDirection(page);
    const between = betweenKeys(page, asked.bind);
    const keys = await this.unitOfWork.query<{ id: string; request_id: string; line_id: string; rank: number }>(
      `SELECT best.id, best.request_id, best.line_id, best.rank
       FROM ${asked.requests} AS request CROSS JOIN LATERAL (
         SELECT id, request_id, line_id, rank FROM match
         WHERE match.request_id = request.id AND ${asked.condition} AND match.review_state = ANY(${states}) AND ${between}
         ORDER BY line_id ${direction}, rank ${direction} LIMIT ${limit}) AS best
       WHERE ${betweenRequests(page, asked.bind)}
       ORDER BY best.request_id ${direction}, best.line_id ${direction}, best.rank ${direction} LIMIT ${limit}`,
      asked.parameters,
    );
    const found = await this.unitOfWork.repository(Match).findBy({ id: In(keys.map(({ id }) => id)) });
    const byId = new Map(found.map((match) => [match.id, match]));
    const { edges, pageInfo } = connection(keys, page, (key) => [key.request_id, key.line_id, key.rank]);
    const matches = edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
    return { edges: matches, nodes: matches.map(({ node }) => node), pageInfo };
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

const QUEUE_ORDER: ListOrder = {
  name: 'review queue',
  direction: 'ASC',
  parts: [
    { column: 'match.request_id', kind: 'ID' },
    { column: 'match.line_id', kind: 'ID' },
    { column: 'match.rank', kind: 'RANK' },
  ],
};

/** No request outside of the keys has a match between them: the others need not be looked at. */
function betweenRequests({ after, before }: AskedPage, bind: (value: string | number) => string): string {
  const conditions = [
    ...(after ? [`request.id >= ${bind(after[0]!)}::uuid`] : []),
    ...(before ? [`request.id <= ${bind(before[0]!)}::uuid`] : []),
  ];
  return conditions.join(' AND ') || 'true';
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
      { sector, nameWords: searchWords(firmName, ['filter', 'firmName'], LONGEST.search) },
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

const isImpossible = ({ requestId }: QueueFilter): boolean =>
  requestId !== null && requestId !== undefined && !isId(requestId);
