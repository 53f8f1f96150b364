import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Spends } from '../platform/budgets/budget.guard.js';
import { Refusal } from '../platform/graphql/problems.js';
import { PasswordResetPayload, PasswordResetRequestPayload } from './identity.inputs.js';
import { LONGEST_PASSWORD, MOST_RESETS_AN_HOUR, SHORTEST_PASSWORD } from './limits.js';
import { PasswordResetsService } from './password-resets.service.js';

/** A forgotten password. */
@Resolver()
export class PasswordResetsResolver {
  constructor(private readonly resets: PasswordResetsService) {}

  @Mutation(() => PasswordResetRequestPayload, {
    description: `Sends a mail with a token for \`passwordReset\` to whoever signs in with this address, ${MOST_RESETS_AN_HOUR} an hour at most; only the newest token is good. Answers the same whether or not somebody has the address.`,
  })
  @Spends('passwordReset')
  async passwordResetRequest(
    @Args('email', { description: 'Letter case does not matter.' }) email: string,
  ): Promise<PasswordResetRequestPayload | Refusal> {
    return (await this.resets.request(email)) ?? {};
  }

  @Mutation(() => PasswordResetPayload, {
    description:
      'Sets a new password with the token of a mail, which is good once (TOKEN_INVALID), ends all sessions of the person and tells them by mail. A refused password does not use the token up.',
  })
  @Spends('passwordReset')
  async passwordReset(
    @Args('token', { description: 'From the newest mail.' }) token: string,
    @Args('newPassword', {
      description: `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters; neither the e-mail address nor the name of the person.`,
    })
    newPassword: string,
  ): Promise<PasswordResetPayload | Refusal> {
    const person = await this.resets.reset(token, newPassword);
    return person instanceof Refusal ? person : {};
  }
}
