import { TOTP } from 'otpauth';
import { type ApiClient, DemoRefused, type Mutation } from './api-client.js';
import { type DemoBuyer, type DemoFirm, signUpInput } from './demo-registry.js';

/** Of every firm and buyer of the demonstration, and of nobody else: it is no secret. */
export const DEMO_PASSWORD = 'ai-cung-biet-cau-nay';

const ENROL: Mutation = { variables: '', call: 'factorEnrol', answer: 'enrolment { secret }' };
const CONFIRM: Mutation = { variables: '$code: String!', call: 'factorConfirm(code: $code)', answer: 'recoveryCodes' };

interface SessionAnswer {
  session: { accessToken: string };
}

const SESSION = 'session { accessToken }';
const signUp = (kind: 'supplier' | 'buyer'): Mutation => ({
  variables: '$input: SignUpInput!',
  call: `${kind}SignUp(input: $input)`,
  answer: SESSION,
});
const SIGN_IN: Mutation = {
  variables: '$input: SessionCreateInput!',
  call: 'sessionCreate(input: $input)',
  answer: SESSION,
};

const ADD_CONTACT: Mutation = {
  variables: '$input: ContactInput!',
  call: 'contactAdd(input: $input)',
  answer: 'contact { id }',
};

/** Signs the organisation up, whose contact others are told once they are introduced; where an earlier run has done so, signs in. */
export async function enter(api: ApiClient, who: DemoFirm | DemoBuyer): Promise<ApiClient> {
  const kind = 'tradingName' in who ? 'supplier' : 'buyer';
  try {
    const { session } = await api.mutate<SessionAnswer>(signUp(kind), { input: signUpInput(who, DEMO_PASSWORD) });
    const client = api.signedIn(session.accessToken);
    await client.mutate(ADD_CONTACT, { input: { ...who.contact, shown: 'AT_RELEASE' } });
    return client;
  } catch (error) {
    if (!(error instanceof DemoRefused && error.has('EMAIL_TAKEN'))) throw error;
    return signIn(api, who.contact.email, DEMO_PASSWORD);
  }
}

export async function signIn(api: ApiClient, email: string, password: string): Promise<ApiClient> {
  const { session } = await api.mutate<SessionAnswer>(SIGN_IN, { input: { email, password } });
  return api.signedIn(session.accessToken);
}

/** As an official does after the first sign-in, with an authenticator app of their own; answers the secret in it. */
export async function enrolFactor(official: ApiClient): Promise<string> {
  const { enrolment } = await official.mutate<{ enrolment: { secret: string } }>(ENROL, {});
  await official.mutate(CONFIRM, { code: new TOTP({ secret: enrolment.secret }).generate() });
  return enrolment.secret;
}
