import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import {
  EmailChangeConfirmPayload,
  EmailChangeRequestInput,
  EmailChangeRequestPayload,
  ViewerChangesInput,
  ViewerUpdatePayload,
} from './identity.inputs.js';
import { keepRefusal } from './kept-refusal.js';
import { MOST_EMAIL_CHANGES_AN_HOUR } from './limits.js';
import { OwnDataService } from './own-data.service.js';
import { signedIn } from './signed-in.js';

/** What people change of themselves. */
@Resolver()
export class OwnDataResolver {
  constructor(private readonly ownData: OwnDataService) {}

  @Mutation(() => ViewerUpdatePayload, { description: 'Changes one’s own name and language.' })
  async viewerUpdate(
    @Args('input', { description: 'What shall change; what is left out stays.' }) input: ViewerChangesInput,
    @Context() context: OperationContext,
  ): Promise<ViewerUpdatePayload | Refusal> {
    const person = await this.ownData.update(signedIn(context), input);
    return person instanceof Refusal ? person : { person };
  }

  @Mutation(() => EmailChangeRequestPayload, {
    description: `Asks for another e-mail address to sign in with: a mail with a token for \`emailChangeConfirm\` goes to it, a notice to the address so far, which stays in force until then. ${MOST_EMAIL_CHANGES_AN_HOUR} times an hour at most (EMAIL_CHANGED_TOO_OFTEN). Whether somebody has the new address is not told. Must be the only field of its operation.`,
  })
  emailChangeRequest(
    @Args('input', { description: 'The new address, and the password once more.' }) input: EmailChangeRequestInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return keepRefusal<EmailChangeRequestPayload>(info, context, async () => {
      const person = await this.ownData.requestEmail(signedIn(context), input);
      return person instanceof Refusal ? person : { person };
    });
  }

  @Mutation(() => EmailChangeConfirmPayload, {
    description:
      'Puts a new e-mail address in force, with the token that was sent to it; good once, the newest alone (TOKEN_INVALID). EMAIL_TAKEN where somebody has taken it in the meantime.',
  })
  async emailChangeConfirm(
    @Args('token', { description: 'From the newest mail.' }) token: string,
  ): Promise<EmailChangeConfirmPayload | Refusal> {
    const person = await this.ownData.confirmEmail(token);
    return person instanceof Refusal ? person : {};
  }
}
