import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { isPerson } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import { type Key, partsOfKey, sortedBy } from '../platform/graphql/list-order.js';
import {
  type AskedPage, askedPage, betweenKeys, connection, orderedBy, readingDirection,
} from '../platform/graphql/page.js'; // prettier-ignore
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { Match, REVIEW_STATES, type ReviewState } from './match.entity.js';
import { AskedOfQueue, isImpossible, type QueueFilter } from './review-queue-filter.js';
import { OF_REQUEST, REVIEW_QUEUE_ORDERS, type ReviewQueueOrder } from './review-queue-order.js';

export type QueueCounts = Record<ReviewState, number>;

/** What waits for an official, where no states are asked for. */
const WAITING: readonly ReviewState[] = ['PENDING', 'PROPOSED', 'APPEALED'];

/**
 * The matches an official has to look at: of published requests, without the unsuitable and those that have left. Read
 * request by request, so that those which are no longer open are never walked through; each order has an index for it.
 */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  async page(filter: QueueFilter, orderBy: ReviewQueueOrder, args: PageArgs): Promise<Connection<Match>> {
    const page = askedPage(args, REVIEW_QUEUE_ORDERS[orderBy]);
    if (isImpossible(filter)) return connection<Match>([], page, () => []);
    const asked = this.asked(filter);
    const keys = await this.unitOfWork.query<FoundKey>(pageOfKeys(asked, filter, page), asked.parameters);
    const found = await this.unitOfWork.repository(Match).findBy({ id: In(keys.map(({ id }) => id)) });
    const byId = new Map(found.map((match) => [match.id, match]));
    const { edges, pageInfo } = connection(keys, page, ({ key }) => key);
    const matches = edges.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id)! }));
    return { edges: matches, nodes: matches.map(({ node }) => node), pageInfo };
  }

  private asked(filter: QueueFilter): AskedOfQueue {
    const { actor } = this.unitOfWork;
    return new AskedOfQueue(filter, this.taxonomy, {
      now: this.clock.now(),
      personId: isPerson(actor) ? actor.personId : null,
    });
  }

  /** The ids of all that the filter finds, at most so many, in the order by request. */
  async found(filter: QueueFilter, most: number): Promise<string[]> {
    if (isImpossible(filter)) return [];
    const { requests, condition, parameters, bind } = this.asked(filter);
    const rows = await this.unitOfWork.query<{ id: string }>(
      `SELECT match.id FROM ${requests} AS request JOIN match ON match.request_id = request.id
       WHERE ${condition} AND match.review_state = ANY(${bind(filter.states ?? WAITING)})
       ORDER BY match.request_id, match.line_id, match.rank LIMIT ${bind(most)}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** How many there are in each state, under the same filters. */
  async counts(filter: QueueFilter): Promise<QueueCounts> {
    const none = Object.fromEntries(REVIEW_STATES.map((state) => [state, 0])) as QueueCounts;
    if (isImpossible(filter)) return none;
    const { requests, condition, parameters } = this.asked(filter);
    const rows = await this.unitOfWork.query<{ state: ReviewState; count: number }>(
      `SELECT match.review_state AS state, count(*)::int AS count
       FROM ${requests} AS request JOIN match ON match.request_id = request.id
       WHERE ${condition} GROUP BY match.review_state`,
      parameters,
    );
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }
}

interface FoundKey {
  id: string;
  key: Key;
}

/**
 * The first of each request, and of those the first of all. Where the order begins with the request, the requests are taken
 * in turn, and those behind the page are not looked at.
 */
function pageOfKeys(asked: AskedOfQueue, { states }: QueueFilter, page: AskedPage): string {
  const { bind, requests, condition } = asked;
  const direction = readingDirection(page);
  const { parts } = page.order;
  const limit = bind(page.limit);
  const sorted = parts.map((part, at) => `${sortedBy(part)} AS sorted_${at}`);
  const outside = parts.map((part, at) => `${part === OF_REQUEST ? 'request.id' : `best.sorted_${at}`} ${direction}`);
  return `SELECT best.id, best.key
     FROM ${requests} AS request CROSS JOIN LATERAL (
       SELECT match.id, jsonb_build_array(${partsOfKey(page.order).join(', ')}) AS key, ${sorted.join(', ')} FROM match
       WHERE match.request_id = request.id AND ${condition} AND match.review_state = ANY(${bind(states ?? WAITING)})
         AND ${betweenKeys(page, bind)}
       ORDER BY ${orderedBy(page)} LIMIT ${limit}) AS best
     WHERE ${parts[0] === OF_REQUEST ? betweenRequests(page, bind) : 'true'}
     ORDER BY ${outside.join(', ')} LIMIT ${limit}`;
}

/** No request outside of the keys has a match between them: the others need not be looked at. */
function betweenRequests({ after, before }: AskedPage, bind: (value: string | number) => string): string {
  const conditions = [
    ...(after ? [`request.id >= ${bind(after[0]!)}::uuid`] : []),
    ...(before ? [`request.id <= ${bind(before[0]!)}::uuid`] : []),
  ];
  return conditions.join(' AND ') || 'true';
}
