import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Spends } from '../../platform/budgets/budget.guard.js';
import type { OperationContext } from '../../platform/graphql/operation-context.js';
import { Refusal } from '../../platform/graphql/problems.js';
import { keepRefusal, mustStandAlone } from '../kept-refusal.js';
import {
  ProviderSignInBeginPayload,
  ProviderSignInFinishInput,
  ProviderSignInFinishPayload,
} from './provider-sign-ins.inputs.js';
import { ProviderSignInsService } from './provider-sign-ins.service.js';

/** Coming in where an authority has its own accounts. */
@Resolver()
export class ProviderSignInsResolver {
  constructor(private readonly signIns: ProviderSignInsService) {}

  @Mutation(() => ProviderSignInBeginPayload, {
    description:
      'Begins to sign in at the provider of an authority, which is found by the domain of the address (PROVIDER_UNKNOWN, PROVIDER_UNAVAILABLE). Must be the only field of its operation.',
  })
  @Spends('signIn')
  async providerSignInBegin(
    @Args('email', { description: 'Told to the provider, to save typing it there.' }) email: string,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ProviderSignInBeginPayload | Refusal> {
    mustStandAlone(info);
    context.execution.holdsSecret = true;
    const signIn = await this.signIns.begin(email);
    return signIn instanceof Refusal ? signIn : { signIn };
  }

  @Mutation(() => ProviderSignInFinishPayload, {
    description:
      'Signs in with what the provider has sent back, or answers a `challenge` where the person has a second factor here. Uses the challenge of `providerSignInBegin` up, whatever comes of it (TOKEN_INVALID). PROVIDER_ANSWER_REFUSED: it is not the answer to what was begun. PROVIDER_ACCOUNT_REFUSED: the account is no active official’s of that authority. Must be the only field of its operation.',
  })
  @Spends('signIn')
  providerSignInFinish(
    @Args('input', { description: 'What came back, and what was kept.' }) input: ProviderSignInFinishInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<ProviderSignInFinishPayload>(info, context, () => this.signIns.finish(input, context.client));
  }
}
