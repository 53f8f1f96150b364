import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { SessionPayload } from '../identity.inputs.js';
import { IdentityMutationPayload } from '../identity-user-error.js';
import { SignInChallengeModel } from '../second-factors.models.js';
import { ProviderSignInModel } from './provider-sign-ins.models.js';

@InputType({ description: 'What came back from the provider, and what was kept meanwhile.' })
export class ProviderSignInFinishInput {
  @Field({ description: 'Of `providerSignInBegin`, as this browser has kept it.' })
  challenge: string;

  @Field({ description: 'As the provider has put it into the address it sent the browser to.' })
  code: string;

  @Field({ description: 'The same.' })
  state: string;

  @Field(() => String, { nullable: true, description: 'The same, where it is there (RFC 9207).' })
  iss?: string | null;

  @Field(() => String, { nullable: true, description: 'The same as for `sessionCreate`.' })
  deviceToken?: string | null;
}

@ObjectType({ description: 'Where to sign in, or what stood in the way.' })
export class ProviderSignInBeginPayload extends IdentityMutationPayload {
  @Field(() => ProviderSignInModel, { nullable: true, description: 'Null when there are errors.' })
  signIn?: ProviderSignInModel | null;
}

@ObjectType({ description: 'A session, what still takes a code, or what stood in the way of signing in.' })
export class ProviderSignInFinishPayload extends SessionPayload {
  @Field(() => SignInChallengeModel, {
    nullable: true,
    description:
      'Where the person has a second factor here and the provider’s does not count: what `sessionComplete` takes beside a code. Then there is no session yet.',
  })
  challenge?: SignInChallengeModel | null;
}
