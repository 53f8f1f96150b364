import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ColleaguesService } from '../identity/colleagues.service.js';
import { OrganisationModel, PersonModel } from '../identity/identity.models.js';
import { OrganisationsService } from '../identity/organisations.service.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { RejectionReasonModel } from '../taxonomy/rejection-reason.model.js';
import { type RejectionReason, rejectionReason } from '../taxonomy/rejection-reasons.js';
import { SupplierLoaders } from './supplier-loaders.js';
import type { Verification } from './verification.entity.js';
import { VerificationModel } from './verification.model.js';

@Resolver(() => VerificationModel)
export class VerificationFieldsResolver {
  constructor(
    private readonly loaders: SupplierLoaders,
    private readonly colleagues: ColleaguesService,
    private readonly organisations: OrganisationsService,
  ) {}

  @ResolveField(() => PersonModel, {
    nullable: true,
    description: 'Who checked; null for whoever is no colleague of the caller.',
  })
  official(@Parent() { officialId }: Verification, @Context() context: OperationContext) {
    return this.colleagues.load(context, officialId);
  }

  @ResolveField(() => OrganisationModel, { nullable: true, description: 'For which authority, as officials see it.' })
  authority(@Parent() { authorityId }: Verification, @Context() context: OperationContext) {
    return this.organisations.load(context, authorityId);
  }

  @ResolveField(() => RejectionReasonModel, { nullable: true, description: 'Why it was rejected.' })
  reason(@Parent() { reasonCode }: Verification): RejectionReason | null {
    return rejectionReason(reasonCode);
  }

  @ResolveField(() => Int, { description: 'The `revision` of the certificate or capability that was looked at.' })
  seenRevision(@Parent() { seen }: Verification): number {
    return seen.revision;
  }

  @ResolveField(() => VerificationModel, { nullable: true, description: 'For UNDO: the check that was taken back.' })
  undoes(@Parent() { undoes }: Verification, @Context() context: OperationContext) {
    return undoes === null ? null : this.loaders.verification(context, undoes);
  }
}
