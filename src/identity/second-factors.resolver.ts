import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Spends } from '../platform/budgets/budget.guard.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { keepRefusal } from './kept-refusal.js';
import { OwnFactorService } from './own-factor.service.js';
import {
  FactorConfirmPayload,
  FactorEnrolPayload,
  FactorRemoveInput,
  FactorRemovePayload,
  RecoveryCodesRenewPayload,
  SessionCompleteInput,
  SessionCompletePayload,
  SessionConfirmInput,
  SessionConfirmPayload,
} from './second-factors.inputs.js';
import { signedIn } from './signed-in.js';
import { SignInCodesService } from './sign-in-codes.service.js';

/** What one has beside the password, and what one proves with it. */
@Resolver()
export class SecondFactorsResolver {
  constructor(
    private readonly ownFactor: OwnFactorService,
    private readonly codes: SignInCodesService,
  ) {}

  @Mutation(() => SessionCompletePayload, {
    description:
      'Signs in with a code, where `sessionCreate` or `providerSignInFinish` has answered a `challenge` (TOKEN_INVALID when it is over). After some wrong codes in a row whoever tries has to wait (CODE_WRONG, TOO_MANY_ATTEMPTS). Must be the only field of its operation.',
  })
  @Spends('signIn')
  sessionComplete(
    @Args('input', { description: 'The challenge and a code.' }) input: SessionCompleteInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<SessionCompletePayload>(info, context, () => this.codes.complete(input, context.client));
  }

  @Mutation(() => SessionConfirmPayload, {
    description:
      'Proves once more who one is, for some minutes: what weighs most is answered STEP_UP_NEEDED without. By a code where one has a second factor (CODE_MISSING), else by the password (PASSWORD_MISSING), or by signing in at the provider again where that has opened the session (PROVE_AT_PROVIDER). Must be the only field of its operation.',
  })
  sessionConfirm(
    @Args('input', { description: 'A code, or the password.' }) input: SessionConfirmInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return keepRefusal<SessionConfirmPayload>(info, context, async () => {
      const viewer = await this.codes.confirm(signedIn(context), input);
      return viewer instanceof Refusal ? viewer : { viewer };
    });
  }

  @Mutation(() => FactorEnrolPayload, {
    description:
      'Begins with an authenticator app; it is asked for from `factorConfirm` on. Asked again before that, it answers another secret, and the one before is void. FACTOR_STANDS where there is one in force.',
  })
  async factorEnrol(@Context() context: OperationContext): Promise<FactorEnrolPayload | Refusal> {
    context.execution.holdsSecret = true;
    const enrolment = await this.ownFactor.enrol(signedIn(context));
    return enrolment instanceof Refusal ? enrolment : { enrolment };
  }

  @Mutation(() => FactorConfirmPayload, {
    description:
      'Puts the authenticator app in force by a first code of it (CODE_WRONG), and ends all other sessions of the person. Must be the only field of its operation.',
  })
  factorConfirm(
    @Args('code', { description: 'Six digits that the app shows.' }) code: string,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    context.execution.holdsSecret = true;
    return keepRefusal<FactorConfirmPayload>(info, context, async () => {
      const recoveryCodes = await this.ownFactor.confirm(signedIn(context), code);
      return recoveryCodes instanceof Refusal ? recoveryCodes : { recoveryCodes };
    });
  }

  @Mutation(() => RecoveryCodesRenewPayload, {
    description: 'Answers new recovery codes; those there were are void. FACTOR_MISSING without a second factor.',
  })
  async recoveryCodesRenew(@Context() context: OperationContext): Promise<RecoveryCodesRenewPayload | Refusal> {
    context.execution.holdsSecret = true;
    const recoveryCodes = await this.ownFactor.renewRecoveryCodes(signedIn(context));
    return recoveryCodes instanceof Refusal ? recoveryCodes : { recoveryCodes };
  }

  @Mutation(() => FactorRemovePayload, {
    description:
      'Does without a second factor from now on, and ends all other sessions of the person. An official has to enrol another before anything else. Must be the only field of its operation.',
  })
  factorRemove(
    @Args('input', { description: 'The password and a code.' }) input: FactorRemoveInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return keepRefusal<FactorRemovePayload>(info, context, async () => {
      const person = await this.ownFactor.remove(signedIn(context), input);
      return person instanceof Refusal ? person : { person };
    });
  }
}
