import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { type Connection, PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { ColleaguesService } from './colleagues.service.js';
import { HistoryDetailModel, HistoryEntryConnection, HistoryEntryModel, HistoryFilterInput } from './history.models.js';
import { PersonModel } from './identity.models.js';
import { signedIn } from './signed-in.js';

/** What was done in an organisation, for its owners. */
@Resolver(() => HistoryEntryModel)
export class HistoryResolver {
  constructor(
    private readonly trail: AuditTrail,
    private readonly colleagues: ColleaguesService,
  ) {}

  @Query(() => HistoryEntryConnection, {
    description:
      'What was done in the caller’s organisation, the latest first. Only for an owner. What somebody asks for as a person, a copy of their data for instance, is not in it.',
  })
  organisationHistory(
    @Args('filter', { nullable: true, description: 'Which of it; without it all.' }) filter: HistoryFilterInput,
    @Args() page: PageArgs,
    @Context() context: OperationContext,
  ): Promise<Connection<AuditEntry>> {
    return this.trail.page(signedIn(context), filter ?? {}, page);
  }

  @ResolveField(() => PersonModel, { nullable: true })
  person(@Parent() { personId }: AuditEntry, @Context() context: OperationContext) {
    return personId === null ? null : this.colleagues.load(context, personId);
  }

  @ResolveField(() => [HistoryDetailModel])
  details(@Parent() { data }: AuditEntry): HistoryDetailModel[] {
    return Object.entries(data)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  }

  @ResolveField()
  position(@Parent() { position }: AuditEntry): number | null {
    return position === null ? null : Number(position);
  }
}
