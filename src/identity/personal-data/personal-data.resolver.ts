import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Spends } from '../../platform/budgets/budget.guard.js';
import type { OperationContext } from '../../platform/graphql/operation-context.js';
import { Refusal } from '../../platform/graphql/problems.js';
import { StoredFileModel } from '../../platform/storage/stored-file.model.js';
import { keepRefusal } from '../kept-refusal.js';
import { signedIn } from '../signed-in.js';
import { ErasuresService } from './erasures.service.js';
import {
  PersonalDataErasureCancelPayload,
  PersonalDataErasureInput,
  PersonalDataErasureRequestPayload,
  PersonalDataExportModel,
  PersonalDataExportRequestPayload,
  PersonalDataModel,
} from './personal-data.models.js';
import { PrivacyDeclarationsService } from './privacy-declarations.service.js';
import { type PersonalDataExport, PersonalDataExportsService } from './personal-data-exports.service.js';

/** People’s rights to what is kept of them. */
@Resolver(() => PersonalDataExportModel)
export class PersonalDataResolver {
  constructor(
    private readonly exports: PersonalDataExportsService,
    private readonly erasures: ErasuresService,
    private readonly declarations: PrivacyDeclarationsService,
  ) {}

  @Query(() => PersonalDataModel, { description: 'What the caller has asked for and declared about their own data.' })
  async myPersonalData(@Context() context: OperationContext): Promise<PersonalDataModel> {
    const actor = signedIn(context);
    return {
      exports: await this.exports.list(actor),
      erasure: await this.erasures.find(actor),
      declarations: await this.declarations.list(actor),
    };
  }

  @Mutation(() => PersonalDataExportRequestPayload, {
    description:
      'Asks for a copy of all that is kept of the caller; a mail says when it is ready. While one waits, it is that one.',
  })
  @Spends('personalData')
  async personalDataExportRequest(@Context() context: OperationContext): Promise<PersonalDataExportRequestPayload> {
    return { export: await this.exports.ask(signedIn(context)) };
  }

  @Mutation(() => PersonalDataErasureRequestPayload, {
    description:
      'Asks that all that tells of the caller be erased, once the time to take it back is over. Not for the last owner of an organisation with other members (ERASURE_LAST_OWNER), nor while reviews lie with an official (ERASURE_REVIEWS_IN_HAND). What was done stays, by somebody without a name. Must be the only field of its operation.',
  })
  personalDataErasureRequest(
    @Args('input', { description: 'The password once more.' }) input: PersonalDataErasureInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return keepRefusal<PersonalDataErasureRequestPayload>(info, context, async () => {
      const erasure = await this.erasures.ask(signedIn(context), input.currentPassword);
      return erasure instanceof Refusal ? erasure : { erasure };
    });
  }

  @Mutation(() => PersonalDataErasureCancelPayload, {
    description: 'Takes the wish to be erased back (ERASURE_NOT_ASKED).',
  })
  async personalDataErasureCancel(
    @Context() context: OperationContext,
  ): Promise<PersonalDataErasureCancelPayload | Refusal> {
    return (await this.erasures.cancel(signedIn(context))) ?? {};
  }

  @ResolveField(() => StoredFileModel, { nullable: true })
  file(@Parent() copy: PersonalDataExport): Promise<StoredFileModel | null> {
    return this.exports.file(copy);
  }
}
