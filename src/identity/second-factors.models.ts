import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';

@ObjectType('FactorEnrolment', {
  description: 'What an authenticator app takes to make codes. Shown here only.',
})
export class FactorEnrolmentModel {
  @Field({ description: 'To be typed into the app, in base 32.' })
  secret: string;

  @Field({ description: 'The same as an `otpauth://` address, for a QR code.' })
  uri: string;
}

@ObjectType('SignInChallenge', {
  description: 'A sign-in with the right password, or by a provider, that still takes a code, for `sessionComplete`.',
})
export class SignInChallengeModel {
  @Field({ description: 'For the input of `sessionComplete`; good for one session.' })
  token: string;

  @Field(() => GraphQLISODateTime, { description: 'Until when it is good.' })
  expiresAt: Date;
}
