import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import { PROVIDER_SIGN_IN_MINUTES } from '../limits.js';

@ObjectType('ProviderSignIn', {
  description: 'A sign-in at the provider of an authority that was begun. Shown to whoever has begun it alone.',
})
export class ProviderSignInModel {
  @Field({ description: 'Where to send the browser.' })
  authorizationUrl: string;

  @Field({
    description: `For \`providerSignInFinish\`: keep it where no page but yours reads it, and put it into no address. Good once, for ${PROVIDER_SIGN_IN_MINUTES} minutes.`,
  })
  challenge: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when it is good.' })
  expiresAt: Date;
}
