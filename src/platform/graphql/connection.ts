import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { isId } from '../database/new-id.js';
import { refuseArgument } from './invalid-values.js';
import { VALUE } from './values.errors.js';

const LARGEST_PAGE = 100;
const LARGEST_RANK = 2_147_483_647;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many to return, 1 to ${LARGEST_PAGE}.` })
  first: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@ObjectType({ description: 'Where a page ends and whether another follows.' })
export class PageInfo {
  @Field({ description: 'True when there is more after this page.' })
  hasNextPage: boolean;

  @Field({
    description: 'True when this page begins after another (`after`). Lists are read forward; there is no `before`.',
  })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first of the page. Null for an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Pass as `after` to get the next page. Null for an empty page.' })
  endCursor: string | null;
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: PageInfo;
}

/** The Relay connection type over a node type: `class FirmConnection extends connectionOf(FirmModel, 'Firm') {}`. */
export function connectionOf<Node extends object>(nodeType: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page, with its cursor.` })
  class Edge {
    @Field({ description: 'Opaque; stays valid while others come and go.' })
    cursor: string;

    @Field(() => nodeType, { description: 'The object itself.' })
    node: Node;
  }

  @ObjectType({ isAbstract: true })
  abstract class AbstractConnection {
    @Field(() => [Edge], { description: 'The page with a cursor each.' })
    edges: Edge[];

    @Field(() => [nodeType], { description: 'The same page without cursors.' })
    nodes: Node[];

    @Field(() => PageInfo, { description: 'Whether there is more, and where to go on.' })
    pageInfo: PageInfo;
  }
  return AbstractConnection as unknown as Type<Connection<Node>>;
}

/** A page of a list whose length is cheap to know. */
export interface CountedConnection<Node> extends Connection<Node> {
  totalCount: number | Promise<number>;
}

/** The connection type of a list whose length is cheap to know: that of one thing, or one held in memory. */
export function countedConnectionOf<Node extends object>(
  nodeType: Type<Node>,
  name: string,
): Type<CountedConnection<Node>> {
  @ObjectType({ isAbstract: true })
  abstract class AbstractCountedConnection extends connectionOf(nodeType, name) {
    @Field(() => Int, { description: 'How many there are on all pages together.' })
    totalCount: number | Promise<number>;
  }
  return AbstractCountedConnection as unknown as Type<CountedConnection<Node>>;
}

/** What a cursor holds: the sort key of the last row of a page, never an offset. */
export type Key = (string | number)[];

export const encodeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key a cursor stands for; null without one. `parts`: how many values the key of this list has. */
export function decodeCursor(
  after: string | null | undefined,
  parts: number,
  isKeyOfList: (key: Key) => boolean,
): Key | null {
  if (after === null || after === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    const isKey = Array.isArray(key) && key.length === parts;
    if (isKey && isKeyOfList(key as Key)) return key as Key;
  } catch {
    // Falls through to the same answer: it is not a cursor of ours.
  }
  throw refuseArgument(VALUE.NOT_A_CURSOR, ['after']);
}

/** A position in a list, as the database counts them. */
export const isRank = (part: unknown): boolean =>
  Number.isInteger(part) && Number(part) >= 0 && Number(part) <= LARGEST_RANK;

/** The id a cursor stands for, in lists whose key is one id. */
export function decodeIdCursor(after: string | null | undefined): string | null {
  const key = decodeCursor(after, 1, ([id]) => typeof id === 'string' && isId(id));
  return key && String(key[0]);
}

/** The whole number a cursor stands for, in lists whose key is a rank. */
export function decodeRankCursor(after: string | null | undefined): number {
  const key = decodeCursor(after, 1, ([rank]) => isRank(rank));
  return key ? Number(key[0]) : 0;
}

/** Checks `first`. */
export function pageSize(args: PageArgs): number {
  if (Number.isInteger(args.first) && args.first >= 1 && args.first <= LARGEST_PAGE) return args.first;
  throw refuseArgument(VALUE.PAGE_SIZE_OUT_OF_RANGE, ['first'], { limit: LARGEST_PAGE });
}

/** Makes a page of rows that were fetched with a limit of `pageSize + 1`. */
export function connection<Node>(rows: Node[], args: PageArgs, keyOf: (node: Node) => Key): Connection<Node> {
  const size = pageSize(args);
  const nodes = rows.slice(0, size);
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: typeof args.after === 'string',
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A page of a list held in memory, in the order of its key. */
export function pageOfAll<Node>(
  all: readonly Node[],
  args: PageArgs,
  keyOf: (node: Node) => string | number,
): CountedConnection<Node> {
  const after = decodeCursor(args.after, 1, ([key]) => all.length === 0 || typeof key === typeof keyOf(all[0]!))?.[0];
  const rows = after === undefined ? all : all.filter((node) => keyOf(node) > after);
  return { ...connection(rows.slice(0, pageSize(args) + 1), args, (node) => [keyOf(node)]), totalCount: all.length };
}
