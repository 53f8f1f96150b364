import { TOTP } from 'otpauth';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { OfficialsService } from '../../src/identity/officials.service.js';
import { onlyMailTo } from './mailbox.js';
import type { TestClient } from './test-client.js';
import type { TestService } from './test-service.js';

export const PASSWORD = 'đúc gang và gia công';

export interface SignedInClient extends TestClient {
  personId: string;
  organisationId: string;
  email: string;
  refreshToken: string;
}

let count = 0;

/** A valid Vietnamese tax code, a new one each time. */
export function aTaxCode(): string {
  for (;;) {
    const digits = String(100_000_000 + ++count);
    const sum = [31, 29, 23, 19, 17, 13, 7, 5, 3].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    if (sum % 11 !== 0) return `${digits}${10 - (sum % 11)}`;
  }
}

/** What a sign-up takes, different each time. */
export function aSignUp(changes: object = {}) {
  const number = ++count;
  return {
    organisationName: `Công ty TNHH Cơ khí số ${number}`,
    taxCode: aTaxCode() as string | null,
    countryCode: 'VN',
    personName: 'Nguyễn Văn An',
    email: `an.${number}@co-khi.example.vn`,
    password: PASSWORD,
    ...changes,
  };
}

const SESSION = `session { accessToken refreshToken accessTokenExpiresAt refreshTokenExpiresAt }
  viewer { person { id email } organisation { id } } userErrors { code message path }`;

export const SIGN_UP_SUPPLIER = `mutation ($input: SignUpInput!) { result: supplierSignUp(input: $input) { ${SESSION} } }`;
export const SIGN_UP_BUYER = `mutation ($input: SignUpInput!) { result: buyerSignUp(input: $input) { ${SESSION} } }`;
export const SIGN_IN = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { ${SESSION} } }`;

/** The owner of a supplying firm that has just signed up. */
export function signedInSupplier(service: TestService, organisationName?: string): Promise<SignedInClient> {
  return signedIn(service, SIGN_UP_SUPPLIER, aSignUp(organisationName ? { organisationName } : {}));
}

/** The owner of a buying firm abroad that has just signed up. */
export function signedInBuyer(service: TestService, organisationName?: string): Promise<SignedInClient> {
  const input = aSignUp({ countryCode: 'JP', taxCode: null, personName: 'Sato Kenji' });
  return signedIn(service, SIGN_UP_BUYER, { ...input, organisationName: organisationName ?? input.organisationName });
}

export async function signedIn(service: TestService, mutation: string, input: object): Promise<SignedInClient> {
  const { result } = await service.client().data(mutation, { input });
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  const client = service.client().withToken(result.session.accessToken);
  return Object.assign(client, {
    personId: result.viewer.person.id,
    organisationId: result.viewer.organisation.id,
    email: result.viewer.person.email,
    refreshToken: result.session.refreshToken,
  });
}

/** An official let in as an operator does it, signed in with the password that was generated, with a second factor. */
export async function signedInOfficial(
  service: TestService,
  authority = 'Sở Công Thương Hà Nội',
): Promise<SignedInClient & WithFactor> {
  const official = await officialWithoutFactor(service, authority);
  return Object.assign(official, await enrolFactor(official));
}

export async function officialWithoutFactor(
  service: TestService,
  authority = 'Sở Công Thương Hà Nội',
): Promise<SignedInClient & { password: string }> {
  const email = `can-bo.${++count}@so-cong-thuong.example.vn`;
  const created = await service.asSystem(() => service.get(OfficialsService).create(email, 'Trần Thị Bình', authority));
  if (created instanceof Refusal) throw new Error(JSON.stringify(created.problems));
  const { password } = created;
  return Object.assign(await signedIn(service, SIGN_IN, { email, password }), { password });
}

export interface WithFactor {
  secret: string;
  recoveryCodes: string[];
}

/** An authenticator app for somebody who is signed in, in force. */
export async function enrolFactor(client: TestClient): Promise<WithFactor> {
  const { enrol } = await client.data('mutation { enrol: factorEnrol { enrolment { secret } userErrors { code } } }');
  const { secret } = enrol.enrolment;
  const confirm = `mutation ($code: String!) { confirm: factorConfirm(code: $code) { recoveryCodes userErrors { code } } }`;
  const { recoveryCodes } = (await client.data(confirm, { code: codeOf(secret) })).confirm;
  return { secret, recoveryCodes };
}

/** What the app shows now; with `steps` what it shows so many half minutes later. The next one is good already. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

export const CHALLENGED = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) {
  challenge { token expiresAt } session { accessToken } viewer { person { id } } userErrors { code path } } }`;
export const COMPLETE = `mutation ($input: SessionCompleteInput!) { result: sessionComplete(input: $input) { ${SESSION} } }`;

/** Of somebody with an authenticator app, by the code that comes next: the one there is may be used. */
export async function signInWithCode(
  client: TestClient,
  { email, password }: { email: string; password: string },
  secret: string,
): Promise<any> {
  const { result } = await client.data(CHALLENGED, { input: { email, password } });
  const completion = { challengeToken: result.challenge.token, code: codeOf(secret, 1) };
  const completed = (await client.data(COMPLETE, { input: completion })).result;
  if (completed.userErrors.length > 0) throw new Error(JSON.stringify(completed.userErrors));
  return completed;
}

export const INVITE = `mutation ($email: String!, $role: MemberRole!) { result: memberInvite(email: $email, role: $role) {
  invitation { id email role expiresAt } userErrors { code path } } }`;
export const ACCEPT = `mutation ($token: String!, $newcomer: NewcomerInput) {
  result: invitationAccept(token: $token, newcomer: $newcomer) {
    organisation { id name } session { accessToken refreshToken } userErrors { code path } } }`;

/** The token of the mail that an owner has sent to somebody. */
export async function invitationFor(
  service: TestService,
  owner: TestClient,
  email: string,
  role: 'OWNER' | 'EDITOR' | 'VIEWER',
): Promise<string> {
  const { result } = await owner.data(INVITE, { email, role });
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  return (await onlyMailTo(service, email)).token!;
}

/** Somebody new who has accepted an invitation, signed in. */
export async function invitedColleague(
  service: TestService,
  owner: TestClient,
  role: 'OWNER' | 'EDITOR' | 'VIEWER',
): Promise<SignedInClient> {
  const email = `dong-nghiep.${++count}@co-khi.example.vn`;
  const token = await invitationFor(service, owner, email, role);
  const newcomer = { name: 'Lê Thị Cúc', password: PASSWORD };
  const { result } = await service.client().data(ACCEPT, { token, newcomer });
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  return signedIn(service, SIGN_IN, { email, password: PASSWORD });
}
