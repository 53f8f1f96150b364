import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Connection, type CountedConnection, LARGEST_PAGE, type PageArgs, USUAL_PAGE } from './connection.js';
import { InvalidValues } from './invalid-values.js';
import { beside, type Key, keyOfOrder, type ListOrder, partsOfKey, sortedBy } from './list-order.js';
import { Problems } from './problems.js';
import { VALUE } from './values.errors.js';

/** What a page is asked for: how many, from which end, and between which keys. */
export interface AskedPage {
  order: ListOrder;
  size: number;
  /** One row more than the page has, to know whether there is more. */
  limit: number;
  isBackward: boolean;
  after: Key | null;
  before: Key | null;
}

/** Reads the arguments of a page, and refuses all that is wrong with them at once. */
export function askedPage(args: PageArgs, order: ListOrder): AskedPage {
  const problems = new Problems();
  const [first, last] = [args.first ?? null, args.last ?? null];
  for (const [name, count] of Object.entries({ first, last })) {
    const isPage = count === null || (Number.isInteger(count) && count >= 1 && count <= LARGEST_PAGE);
    if (!isPage) problems.add(VALUE.PAGE_SIZE_OUT_OF_RANGE, [name], { limit: LARGEST_PAGE });
  }
  if (first !== null && last !== null) problems.add(VALUE.PAGE_FROM_BOTH_ENDS, ['last']);
  const [after, before] = (['after', 'before'] as const).map((name) => {
    const cursor = args[name] ?? null;
    const key = cursor === null ? null : keyOfOrder(decoded(cursor), order);
    if (cursor !== null && key === null) problems.add(VALUE.NOT_A_CURSOR, [name]);
    return key;
  });
  if (problems.any) throw new InvalidValues(problems.refusal().problems);
  const size = first ?? last ?? USUAL_PAGE;
  return { order, size, limit: size + 1, isBackward: last !== null, after: after!, before: before! };
}

const encoded = (key: Key, { name }: ListOrder): string =>
  Buffer.from(JSON.stringify([name, ...key])).toString('base64url');

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/** In which direction the rows of the page are to be read, so that the page comes first. */
export const readingDirection = ({ order, isBackward }: AskedPage): 'ASC' | 'DESC' =>
  isBackward === (order.direction === 'DESC') ? 'ASC' : 'DESC';

/** Makes a page of at most `limit` rows that were read in `readingDirection`. */
export function connection<Node>(
  rows: readonly Node[],
  asked: AskedPage,
  keyOf: (node: Node) => Key,
): Connection<Node> {
  const isMore = rows.length > asked.size;
  const nodes = rows.slice(0, asked.size);
  if (asked.isBackward) nodes.reverse();
  const edges = nodes.map((node) => ({ node, cursor: encoded(keyOf(node), asked.order) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: (!asked.isBackward && isMore) || asked.before !== null,
      hasPreviousPage: (asked.isBackward && isMore) || asked.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** SQL for what lies between the keys of the page, each value bound by `bind`, which answers its placeholder. */
export function betweenKeys(asked: AskedPage, bind: (value: string | number) => string): string {
  const sides = (['after', 'before'] as const).flatMap((side) => {
    const key = asked[side];
    return key === null ? [] : [beside(asked.order, side, key.map(bind))];
  });
  return sides.join(' AND ') || 'true';
}

export const orderedBy = (asked: AskedPage): string =>
  asked.order.parts.map((part) => `${sortedBy(part)} ${readingDirection(asked)}`).join(', ');

/** Binds each value under a name of its own among the parameters of a query. */
export const namedIn =
  (parameters: Record<string, unknown>) =>
  (value: string | number): string => {
    const name = `key${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `:${name}`;
  };

/** A page of what a query finds: one statement. */
export async function pageOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  asked: AskedPage,
): Promise<Connection<Row>> {
  const { order, limit } = asked;
  const values: Record<string, unknown> = {};
  query.andWhere(betweenKeys(asked, namedIn(values)), values).limit(limit);
  // In parentheses: the mapper takes a column by itself for one of the entity’s, and an expression in ORDER BY for an attack.
  partsOfKey(order).forEach((part, at) => query.addSelect(`(${part})`, `key_${at}`));
  order.parts.forEach((part, at) => {
    query.addSelect(`(${sortedBy(part)})`, `sorted_${at}`).addOrderBy(`sorted_${at}`, readingDirection(asked));
  });
  const { raw, entities } = await query.getRawAndEntities<Record<string, string | number>>();
  const keys = new Map(entities.map((entity, at) => [entity, order.parts.map((_, part) => raw[at]![`key_${part}`]!)]));
  return connection(entities, asked, (row) => keys.get(row)!);
}

/** A page of a list held in memory, in the ascending order of its key. */
export function pageOfAll<Node>(
  all: readonly Node[],
  args: PageArgs,
  key: { name: string; is: 'ID' | 'RANK' | 'TEXT'; of: (node: Node) => string | number },
): CountedConnection<Node> {
  const asked = askedPage(args, { name: key.name, direction: 'ASC', parts: [{ column: '', kind: key.is }] });
  const [after, before] = [asked.after?.[0], asked.before?.[0]];
  const between = all.filter(
    (node) => (after === undefined || key.of(node) > after) && (before === undefined || key.of(node) < before),
  );
  const rows = asked.isBackward ? between.toReversed() : between;
  return { ...connection(rows.slice(0, asked.limit), asked, (node) => [key.of(node)]), totalCount: all.length };
}
