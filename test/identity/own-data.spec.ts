import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMails } from '../harness/mailbox.js';
import {
  aSignUp,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_BUYER,
  type SignedInClient,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const UPDATE = `mutation ($input: ViewerChangesInput!) { result: viewerUpdate(input: $input) {
  person { name language } userErrors { code path } } }`;
const ASK = `mutation ($input: EmailChangeRequestInput!) { result: emailChangeRequest(input: $input) {
  person { email } userErrors { code path } } }`;
const CONFIRM = 'mutation ($token: String!) { result: emailChangeConfirm(token: $token) { userErrors { code path } } }';
const EMAIL = '{ viewer { person { email } } }';

let count = 0;
const anAddress = (): string => `dia-chi-moi.${++count}@co-khi.example.vn`;

describe('what people change of themselves', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const ask = async (client: SignedInClient, email: string, currentPassword = PASSWORD) =>
    (await client.data(ASK, { input: { email, currentPassword } })).result;
  const confirm = async (token: string) => (await service.client().data(CONFIRM, { token })).result.userErrors;
  const emailOf = async (client: SignedInClient) => (await client.data(EMAIL)).viewer.person.email;
  const tokenOf = async (): Promise<string> => (await newMails(service)).find(({ token }) => token)!.token!;
  const INVALID = [{ code: 'TOKEN_INVALID', path: ['token'] }];

  it.each([
    ['a supplier', signedInSupplier],
    ['a buyer', signedInBuyer],
    ['an official', signedInOfficial],
  ])('is name and language, for %s', async (_, enter) => {
    const client = await enter(service);
    const change = async (input: object) => (await client.data(UPDATE, { input })).result;
    expect(await change({ name: ' Lê Thị Cúc ', language: 'EN' })).toEqual({
      person: { name: 'Lê Thị Cúc', language: 'EN' },
      userErrors: [],
    });
    expect((await change({ language: 'VI' })).person).toEqual({ name: 'Lê Thị Cúc', language: 'VI' });
    expect((await change({ name: '\u200b' })).userErrors).toEqual([{ code: 'TEXT_MISSING', path: ['input', 'name'] }]);
  });

  it('is the address, in force once it is confirmed from the new mailbox, while the old one is told', async () => {
    await newMails(service);
    const client = await signedInSupplier(service);
    const address = anAddress();
    expect(await ask(client, address)).toEqual({ person: { email: client.email }, userErrors: [] });
    const mails = await newMails(service);
    expect(mails.map(({ to, token }) => [/<(.+)>/.exec(to)![1], token !== null])).toEqual([
      [address, true],
      [client.email, false],
    ]);
    expect(await emailOf(client)).toBe(client.email);
    const { token } = mails[0]!;
    expect(await confirm(token!)).toEqual([]);
    expect(await emailOf(client)).toBe(address);
    expect((await signedIn(service, SIGN_IN, { email: address, password: PASSWORD })).personId).toBe(client.personId);
    expect(await confirm(token!)).toEqual(INVALID);
    // The old address is free for somebody else.
    await signedIn(service, SIGN_UP_BUYER, aSignUp({ email: client.email }));
  });

  it('is no address without the password, whose wrong tries count', async () => {
    const client = await signedInSupplier(service);
    expect((await ask(client, anAddress(), 'không phải nó')).userErrors).toEqual([
      { code: 'PASSWORD_WRONG', path: ['input', 'currentPassword'] },
    ]);
    const counted = await service.asSystem((unitOfWork) =>
      unitOfWork.query('SELECT FROM sign_in_failure WHERE email = $1', [client.email]),
    );
    expect(counted).toHaveLength(1);
    expect(await newMails(service)).toEqual([]);
  });

  it('is no address that somebody has, of which nobody is told', async () => {
    const [client, other] = [await signedInSupplier(service), await signedInBuyer(service)];
    expect((await ask(client, other.email)).userErrors).toEqual([]);
    expect((await newMails(service)).map(({ to }) => to.includes(other.email))).toEqual([false]);

    const address = anAddress();
    await ask(client, address);
    const token = await tokenOf();
    await signedIn(service, SIGN_UP_BUYER, aSignUp({ email: address }));
    expect(await confirm(token)).toEqual([{ code: 'EMAIL_TAKEN', path: ['token'] }]);
    expect(await emailOf(client)).toBe(client.email);
  });

  it('takes the newest token alone, and mails three times an hour', async () => {
    const client = await signedInSupplier(service);
    const tokens: string[] = [];
    for (let round = 0; round < 3; round++) {
      await ask(client, anAddress());
      tokens.push(await tokenOf());
    }
    expect((await ask(client, anAddress())).userErrors).toEqual([
      { code: 'EMAIL_CHANGED_TOO_OFTEN', path: ['input', 'email'] },
    ]);
    expect(await confirm(tokens[1]!)).toEqual(INVALID);
    expect(await confirm(tokens[2]!)).toEqual([]);
  });

  it('makes a reset void that was asked for under the old address', async () => {
    const client = await signedInSupplier(service);
    await service.client().data(`mutation { passwordResetRequest(email: "${client.email}") { userErrors { code } } }`);
    const resetToken = await tokenOf();
    await ask(client, anAddress());
    expect(await confirm(await tokenOf())).toEqual([]);
    const { result } = await service
      .client()
      .data(
        'mutation ($token: String!) { result: passwordReset(token: $token, newPassword: "mật khẩu hoàn toàn mới") { userErrors { code } } }',
        { token: resetToken },
      );
    expect(result.userErrors).toEqual([{ code: 'TOKEN_INVALID' }]);
  });
});
