import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countQueries } from '../harness/count-queries.js';
import { newMails, onlyMailTo } from '../harness/mailbox.js';
import {
  PASSWORD,
  SIGN_IN,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
  signInWithCode,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const ASK = 'mutation ($email: String!) { result: passwordResetRequest(email: $email) { userErrors { code path } } }';
const RESET = `mutation ($token: String!, $newPassword: String!) {
  result: passwordReset(token: $token, newPassword: $newPassword) { userErrors { code path } } }`;
const NEW_PASSWORD = 'mật khẩu hoàn toàn mới';

describe('a forgotten password', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const ask = async (email: string) => (await service.client().data(ASK, { email })).result.userErrors;
  const reset = async (token: string, newPassword = NEW_PASSWORD) =>
    (await service.client().data(RESET, { token, newPassword })).result.userErrors;
  const tokenFor = async (email: string): Promise<string> => {
    expect(await ask(email)).toEqual([]);
    return (await onlyMailTo(service, email)).token!;
  };
  const INVALID = [{ code: 'TOKEN_INVALID', path: ['token'] }];

  it.each([
    ['a supplier', signedInSupplier],
    ['a buyer', signedInBuyer],
    ['an official', signedInOfficial],
  ])(
    'is replaced by %s through the mailbox: all sessions end, the new one is good, a mail tells of it',
    async (_, enter) => {
      const person = await enter(service);
      await newMails(service);
      expect(await ask(person.email.toUpperCase())).toEqual([]);
      const token = (await onlyMailTo(service, person.email)).token!;
      expect(await reset(token)).toEqual([]);
      expect((await person.execute('{ organisationMembers { role } }')).status).toBe(401);
      const known = { email: person.email, password: NEW_PASSWORD };
      const again =
        'secret' in person
          ? (await signInWithCode(service.client(), known, person.secret as string)).viewer.person.id
          : (await signedIn(service, SIGN_IN, known)).personId;
      expect(again).toBe(person.personId);
      const { result } = await service.client().data(SIGN_IN, { input: { email: person.email, password: PASSWORD } });
      expect(result.userErrors).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
      expect(await onlyMailTo(service, person.email)).toMatchObject({
        subject: expect.stringMatching(/đã được đổi|was changed/),
        token: null,
      });
    },
  );

  it('takes a token once, and no other token at all', async () => {
    const { email } = await signedInSupplier(service);
    const token = await tokenFor(email);
    expect(await reset(token, 'ngắn')).toMatchObject([{ code: 'PASSWORD_TOO_SHORT', path: ['newPassword'] }]);
    expect(await reset(token)).toEqual([]);
    expect(await reset(token)).toEqual(INVALID);
    expect(await reset(`${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`)).toEqual(INVALID);
    expect(await reset("' OR true --")).toEqual(INVALID);
  });

  it('is set once by two who use the token at the same moment', async () => {
    const { email } = await signedInSupplier(service);
    const token = await tokenFor(email);
    const answers = await Promise.all(Array.from({ length: 4 }, (__, at) => reset(token, `mật khẩu của luồng ${at}`)));
    expect(answers.filter((errors) => errors.length === 0)).toHaveLength(1);
  });

  it('takes the newest token alone', async () => {
    const { email } = await signedInSupplier(service);
    const first = await tokenFor(email);
    const second = await tokenFor(email);
    expect(await reset(first)).toEqual(INVALID);
    expect(await reset(second)).toEqual([]);
  });

  it('takes no token that has expired, nor sends one', async () => {
    const { email } = await signedInSupplier(service);
    const expire = () =>
      service.asSystem((unitOfWork) =>
        unitOfWork.query('UPDATE password_reset SET expires_at = now() WHERE email = $1', [email]),
      );
    const token = await tokenFor(email);
    await expire();
    expect(await reset(token)).toEqual(INVALID);
    expect(await ask(email)).toEqual([]);
    await expire();
    expect(await newMails(service)).toEqual([]);
  });

  it('floods no mailbox: three mails an hour, however many ask at once', async () => {
    const { email } = await signedInSupplier(service);
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => service.client().execute(ASK, { email })));
      for (const { data } of answers) if (data) expect(data.result.userErrors).toEqual([]);
    }
    const asked = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ asked: number }>('SELECT asked FROM password_reset WHERE email = $1', [email]),
    );
    expect(asked).toEqual([{ asked: 3 }]);
    const sent = await service.asSystem((unitOfWork) =>
      unitOfWork.query(`SELECT FROM outbox WHERE job = 'platform.send-mail' AND state = 'PENDING'`),
    );
    expect(sent).toHaveLength(3);
    // Of the three the newest alone has anything to say.
    expect(await newMails(service)).toHaveLength(1);
  });

  it('is asked for with the same answer and the same statements whether or not somebody has the address', async () => {
    const { email } = await signedInSupplier(service);
    const known = await countQueries(service, () => ask(email));
    const unknown = await countQueries(service, () => ask('khong-ai@co-khi.example.vn'));
    expect(unknown).toBe(known);
    expect((await newMails(service)).map(({ to }) => to)).toEqual([expect.stringContaining(email)]);
    expect(await ask('not an address')).toEqual([{ code: 'EMAIL_INVALID', path: ['email'] }]);
  });

  it('leaves no token in the database, only its hash', async () => {
    const { email } = await signedInSupplier(service);
    const token = await tokenFor(email);
    for (const table of ['password_reset', 'outbox', 'audit_entry', 'idempotency_key']) {
      const rows = await service.asSystem((unitOfWork) =>
        unitOfWork.query<{ text: string }>(`SELECT ${table}::text AS text FROM ${table}`),
      );
      expect([table, rows.filter(({ text }) => text.includes(token) || (table !== 'password_reset' && text.includes(email)))]).toEqual([table, []]); // prettier-ignore
    }
  });

  it('is answered in the language of the person', async () => {
    const people = [await signedInSupplier(service), await signedInOfficial(service)];
    const mails = [];
    for (const { email } of people) {
      await ask(email);
      mails.push(await onlyMailTo(service, email));
    }
    expect(mails.map(({ subject }) => subject)).toEqual(['Reset your Ketnoi password', 'Đặt lại mật khẩu Ketnoi']);
    expect(mails.map(({ text }) => /60 (minutes|phút)/.exec(text)?.[0])).toEqual(['60 minutes', '60 phút']);
  });
});
