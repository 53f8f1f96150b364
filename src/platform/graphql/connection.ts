import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';

export const LARGEST_PAGE = 100;
export const USUAL_PAGE = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the beginning, or after \`after\`: 1 to ${LARGEST_PAGE}; ${USUAL_PAGE} where neither this nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what follows this cursor: the `endCursor` of a page.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the end, or before \`before\`, in the same order: 1 to ${LARGEST_PAGE}; not beside \`first\`.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes before this cursor: the `startCursor` of a page.',
  })
  before?: string | null;
}

@ObjectType({ description: 'Where a page begins and ends, and whether there is more on either side.' })
export class PageInfo {
  @Field({ description: 'True when there is more after this page, or the page was asked for with `before`.' })
  hasNextPage: boolean;

  @Field({ description: 'True when there is more before this page, or the page was asked for with `after`.' })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the first of the page; pass as `before` to get the previous page. Null for an empty page.',
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last of the page; pass as `after` to get the next page. Null for an empty page.',
  })
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
