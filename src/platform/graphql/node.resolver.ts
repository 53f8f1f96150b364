import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { In } from 'typeorm';
import { TableRights } from '../database/access/table-rights.js';
import { isId } from '../database/new-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Identified, Node, nodeEntities } from './node.js';
import type { OperationContext } from './operation-context.js';

/** One look-up for whatever has an address. Row-level security says what the caller may see of it. */
@Resolver()
export class NodeResolver {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rights: TableRights,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id: a firm, a request, a match … Null where there is none or it is not to be seen.',
  })
  async node(
    @Args('id', { type: () => ID, description: 'As any answer gave it.' }) id: string,
    @Context() { loaders }: OperationContext,
  ): Promise<Identified | null> {
    if (!isId(id)) return null;
    return loaders.get<string, Identified | null>('node', (ids) => this.find(ids)).load(id.toLowerCase());
  }

  /** However many ids: one statement for each table that the caller may ask. */
  private async find(ids: readonly string[]): Promise<(Identified | null)[]> {
    const { kind } = this.unitOfWork.actor;
    const readable = nodeEntities().filter((entity) => this.rights.mayRead(kind, entity));
    const found = await Promise.all(
      readable.map((entity) => this.unitOfWork.repository(entity).findBy({ id: In([...ids]) })),
    );
    const byId = new Map(found.flat().map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
