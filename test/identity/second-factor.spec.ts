import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { OfficialsService } from '../../src/identity/officials.service.js';
import {
  CHALLENGED,
  codeOf,
  COMPLETE,
  enrolFactor,
  officialWithoutFactor,
  PASSWORD,
  SIGN_IN,
  signedIn,
  type SignedInClient,
  signedInOfficial,
  signedInSupplier,
  signInWithCode,
  type WithFactor,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const VIEWER = '{ viewer { hasFactor mustEnrolFactor } }';
const ENROL = 'mutation { result: factorEnrol { enrolment { secret uri } userErrors { code } } }';
const CONFIRM = `mutation ($code: String!) { result: factorConfirm(code: $code) { recoveryCodes userErrors { code path } } }`;
const RENEW = 'mutation { result: recoveryCodesRenew { recoveryCodes userErrors { code } } }';
const REMOVE = `mutation ($input: FactorRemoveInput!) { result: factorRemove(input: $input) { person { id } userErrors { code path } } }`;

describe('a second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { TRUSTED_PROXIES: '1' } });
  });
  afterAll(() => service?.close());

  const withFactor = async (): Promise<SignedInClient & WithFactor> => {
    const supplier = await signedInSupplier(service);
    return Object.assign(supplier, await enrolFactor(supplier));
  };
  const challengeOf = async ({ email }: SignedInClient, password = PASSWORD, address = '203.0.113.5') => {
    const client = service.client().withHeaders({ 'x-forwarded-for': address });
    const { result } = await client.data(CHALLENGED, { input: { email, password } });
    expect(result).toMatchObject({ session: null, viewer: null, userErrors: [] });
    return result.challenge.token as string;
  };
  const complete = async (challengeToken: string, code: string, address = '203.0.113.5') => {
    const client = service.client().withHeaders({ 'x-forwarded-for': address });
    const { result } = await client.data(COMPLETE, { input: { challengeToken, code } });
    return result.userErrors.map((error: { code: string }) => error.code).join() as string;
  };
  const rows = (sql: string, personId: string) =>
    service.asSystem((unitOfWork) => unitOfWork.query<Record<string, any>>(sql, [personId]));

  it('is enrolled with a secret shown once, and in force from the first code on', async () => {
    const supplier = await signedInSupplier(service);
    const { enrolment } = (await supplier.data(ENROL)).result;
    expect(enrolment.uri).toBe(
      `otpauth://totp/Ketnoi:${encodeURIComponent(supplier.email)}?issuer=Ketnoi&secret=${enrolment.secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect((await supplier.data(VIEWER)).viewer).toEqual({ hasFactor: false, mustEnrolFactor: false });
    const wrong = codeOf(enrolment.secret, 5);
    expect((await supplier.data(CONFIRM, { code: wrong })).result.userErrors).toEqual([
      { code: 'CODE_WRONG', path: ['code'] },
    ]);
    const { recoveryCodes } = (await supplier.data(CONFIRM, { code: codeOf(enrolment.secret) })).result;
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await supplier.data(VIEWER)).viewer).toEqual({ hasFactor: true, mustEnrolFactor: false });
    expect((await supplier.data(ENROL)).result.userErrors).toEqual([{ code: 'FACTOR_STANDS' }]);
  });

  it('enrolled anew before it is in force, is the newest', async () => {
    const supplier = await signedInSupplier(service);
    const first = (await supplier.data(ENROL)).result.enrolment.secret;
    const second = (await supplier.data(ENROL)).result.enrolment.secret;
    expect((await supplier.data(CONFIRM, { code: codeOf(first) })).result.userErrors[0].code).toBe('CODE_WRONG');
    expect((await supplier.data(CONFIRM, { code: codeOf(second) })).result.userErrors).toEqual([]);
  });

  it('is kept where nobody who copies the database can read it', async () => {
    const { personId, secret, recoveryCodes } = await withFactor();
    const kept = await rows('SELECT second_factor::text AS text FROM second_factor WHERE person_id = $1', personId);
    const paper = await rows('SELECT recovery_code::text AS text FROM recovery_code WHERE person_id = $1', personId);
    const text = JSON.stringify([kept, paper]);
    for (const told of [secret, ...recoveryCodes]) {
      expect(text).not.toContain(told);
      expect(text).not.toContain(Buffer.from(told.replaceAll('-', '')).toString('hex'));
    }
  });

  it('sealed for one person opens nothing for another', async () => {
    const [one, other] = [await withFactor(), await withFactor()];
    await rows(
      `UPDATE second_factor SET secret = (SELECT secret FROM second_factor WHERE person_id = '${other.personId}') WHERE person_id = $1`,
      one.personId,
    );
    const challengeToken = await challengeOf(one);
    const { errors } = await service
      .client()
      .execute(COMPLETE, { input: { challengeToken, code: codeOf(other.secret, 1) } });
    expect(errors?.[0]?.extensions?.code).toBe('INTERNAL');
  });

  it('is asked for after the right password only', async () => {
    const { email } = await withFactor();
    const { result } = await service.client().data(CHALLENGED, { input: { email, password: 'sai mật khẩu rồi' } });
    expect(result).toMatchObject({ challenge: null, session: null, userErrors: [{ code: 'SIGN_IN_REFUSED' }] });
  });

  it('opens a session, with the code before and the code after, too', async () => {
    for (const steps of [0, 1]) {
      const supplier = await withFactor();
      await rows('UPDATE second_factor SET last_step = 0 WHERE person_id = $1', supplier.personId);
      expect(await complete(await challengeOf(supplier), codeOf(supplier.secret, steps))).toBe('');
    }
    const supplier = await withFactor();
    const challenge = await challengeOf(supplier);
    await rows('UPDATE second_factor SET last_step = 0 WHERE person_id = $1', supplier.personId);
    for (const steps of [-3, 3]) expect(await complete(challenge, codeOf(supplier.secret, steps))).toBe('CODE_WRONG');
  });

  it('takes a code once, and none that is older than one it has taken', async () => {
    const supplier = await withFactor();
    expect(await complete(await challengeOf(supplier), codeOf(supplier.secret, 1))).toBe('');
    const again = await challengeOf(supplier);
    expect(await complete(again, codeOf(supplier.secret, 1))).toBe('CODE_WRONG');
    expect(await complete(again, codeOf(supplier.secret))).toBe('CODE_WRONG');
  });

  it('takes a code once, however many send it at the same moment', async () => {
    const supplier = await withFactor();
    const challenges = await Promise.all(Array.from({ length: 6 }, () => challengeOf(supplier)));
    const code = codeOf(supplier.secret, 1);
    const answers = await Promise.all(challenges.map((challenge) => complete(challenge, code)));
    expect(answers.filter((answer) => answer === '')).toHaveLength(1);
  });

  it('takes each recovery code once, with or without hyphens', async () => {
    const supplier = await withFactor();
    const [first, second] = supplier.recoveryCodes as [string, string];
    expect(await complete(await challengeOf(supplier), first)).toBe('');
    expect(await complete(await challengeOf(supplier), first)).toBe('CODE_WRONG');
    expect(await complete(await challengeOf(supplier), ` ${second.replaceAll('-', '').toUpperCase()} `)).toBe('');
  });

  it('has new recovery codes made, after which those there were are void', async () => {
    const supplier = await withFactor();
    const { recoveryCodes } = (await supplier.data(RENEW)).result;
    expect(await complete(await challengeOf(supplier), supplier.recoveryCodes[0]!)).toBe('CODE_WRONG');
    expect(await complete(await challengeOf(supplier), recoveryCodes[0])).toBe('');
    const without = await signedInSupplier(service);
    expect((await without.data(RENEW)).result.userErrors).toEqual([{ code: 'FACTOR_MISSING' }]);
  });

  it('of one person opens nothing for another', async () => {
    const [one, other] = [await withFactor(), await withFactor()];
    expect(await complete(await challengeOf(one), other.recoveryCodes[0]!)).toBe('CODE_WRONG');
    expect(await complete(await challengeOf(one), codeOf(other.secret, 1))).toBe('CODE_WRONG');
  });

  it('closes the door after ten wrong codes, for whoever guesses and for nobody else', async () => {
    const supplier = await withFactor();
    const challenge = await challengeOf(supplier, PASSWORD, '203.0.113.66');
    const answers: string[] = [];
    for (let time = 0; time < 11; time++) answers.push(await complete(challenge, `00000${time % 10}`, '203.0.113.66'));
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'CODE_WRONG'), 'TOO_MANY_ATTEMPTS']);
    // The right password between two wrong codes forgives nothing.
    const { result } = await service
      .client()
      .withHeaders({ 'x-forwarded-for': '203.0.113.66' })
      .data(SIGN_IN, { input: { email: supplier.email, password: PASSWORD } });
    expect(result.userErrors[0].code).toBe('TOO_MANY_ATTEMPTS');
    expect(await complete(await challengeOf(supplier), codeOf(supplier.secret, 1))).toBe('');
  });

  it('opens one session for a challenge, in time, with the password that stands', async () => {
    const supplier = await withFactor();
    const used = await challengeOf(supplier);
    expect(await complete(used, supplier.recoveryCodes[0]!)).toBe('');
    expect(await complete(used, supplier.recoveryCodes[1]!)).toBe('TOKEN_INVALID');
    const late = await challengeOf(supplier);
    await rows(`UPDATE sign_in_challenge SET expires_at = now() WHERE person_id = $1`, supplier.personId);
    expect(await complete(late, supplier.recoveryCodes[1]!)).toBe('TOKEN_INVALID');
    const before = await challengeOf(supplier);
    const change = `mutation ($input: PasswordChangeInput!) { result: passwordChange(input: $input) { userErrors { code } } }`;
    await supplier.data(change, { input: { currentPassword: PASSWORD, newPassword: 'một mật khẩu khác hẳn' } });
    expect(await complete(before, supplier.recoveryCodes[1]!)).toBe('TOKEN_INVALID');
    expect(await complete('x'.repeat(43), supplier.recoveryCodes[1]!)).toBe('TOKEN_INVALID');
    expect(await complete('', supplier.recoveryCodes[1]!)).toBe('TOKEN_INVALID');
  });

  it('ends the sessions that have not shown it, when it comes into force', async () => {
    const supplier = await signedInSupplier(service);
    const other = await signedIn(service, SIGN_IN, { email: supplier.email, password: PASSWORD });
    await enrolFactor(supplier);
    expect((await other.execute(VIEWER)).status).toBe(401);
    expect((await supplier.execute(VIEWER)).status).toBe(200);
  });

  it('is removed with password and code', async () => {
    const supplier = await withFactor();
    const remove = async (currentPassword: string, code: string) =>
      (await supplier.data(REMOVE, { input: { currentPassword, code } })).result.userErrors;
    expect(await remove('sai mật khẩu rồi', codeOf(supplier.secret, 1))).toEqual([
      { code: 'PASSWORD_WRONG', path: ['input', 'currentPassword'] },
    ]);
    expect(await remove(PASSWORD, '000000')).toEqual([{ code: 'CODE_WRONG', path: ['input', 'code'] }]);
    expect(await remove(PASSWORD, codeOf(supplier.secret, 1))).toEqual([]);
    await signedIn(service, SIGN_IN, { email: supplier.email, password: PASSWORD });
    expect(await rows('SELECT FROM recovery_code WHERE person_id = $1', supplier.personId)).toEqual([]);
    expect(await remove(PASSWORD, supplier.recoveryCodes[0]!)).toEqual([{ code: 'FACTOR_MISSING', path: ['input'] }]);
  });

  it('and its codes are in no answer that is kept and in no entry of the trail', async () => {
    const supplier = await signedInSupplier(service);
    const client = supplier.withHeaders({ 'idempotency-key': 'enrol-1' });
    const { secret } = (await client.data(ENROL)).result.enrolment;
    expect((await client.execute(ENROL)).errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_ANSWER_NOT_KEPT');
    const kept = await rows(
      `SELECT response::text AS text FROM idempotency_key WHERE person_id = $1
       UNION ALL SELECT data::text FROM audit_entry WHERE subject_id = $1::text`,
      supplier.personId,
    );
    expect(kept.length).toBeGreaterThan(1);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  describe('of an official', () => {
    it('is needed before anything else', async () => {
      const official = await officialWithoutFactor(service);
      expect((await official.data(VIEWER)).viewer).toEqual({ hasFactor: false, mustEnrolFactor: true });
      for (const call of ['{ reviewCounts { pending } }', '{ firms { nodes { id } } }', '{ node(id: "x") { id } }']) {
        const { data, errors } = await official.execute(call);
        expect([call, errors?.[0]?.extensions?.code]).toEqual([call, 'FACTOR_NEEDED']);
        expect(Object.values(data ?? {}).filter(Boolean)).toEqual([]);
      }
      const file = await fetch(`${service.url}/files/0193a8c0-0000-7000-8000-000000000000`, {
        headers: { authorization: (official as any).headers.authorization },
      });
      expect([file.status, ((await file.json()) as { code: string }).code]).toEqual([403, 'FILE_FACTOR_NEEDED']);
      await enrolFactor(official);
      expect((await official.execute('{ reviewCounts { pending } }')).errors).toBeUndefined();
    });

    it('once removed closes everything again, an open subscription too', async () => {
      const official = await officialWithoutFactor(service);
      const { secret } = await enrolFactor(official);
      const socket = createClient({
        url: `${service.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: (official as any).headers,
        retryAttempts: 0,
      });
      const query =
        'subscription { requestMatchingProgress(requestId: "0193a8c0-0000-7000-8000-000000000000") { isComplete } }';
      const input = { currentPassword: official.password, code: codeOf(secret, 1) };
      expect((await official.data(REMOVE, { input })).result.userErrors).toEqual([]);
      const refused = await new Promise<any>((resolve) =>
        socket.subscribe({ query }, { next: resolve, complete: () => resolve(null), error: resolve }),
      );
      await socket.dispose();
      expect(refused[0].extensions.code).toBe('FACTOR_NEEDED');
      expect((await official.execute('{ reviewCounts { pending } }')).errors?.[0]?.extensions?.code).toBe(
        'FACTOR_NEEDED',
      );
    });

    it('that is lost is taken away by the operator, and enrolled again', async () => {
      const official = await officialWithoutFactor(service);
      await enrolFactor(official);
      await service.asSystem(() => service.get(OfficialsService).removeFactor(official.email));
      expect((await official.execute(VIEWER)).status).toBe(401);
      const again = await signedIn(service, SIGN_IN, { email: official.email, password: official.password });
      const { secret } = await enrolFactor(again);
      const { session } = await signInWithCode(service.client(), official, secret);
      const client = service.client().withToken(session.accessToken);
      expect((await client.execute('{ reviewCounts { pending } }')).errors).toBeUndefined();
    });

    it('stays when the password is reset', async () => {
      const official = await signedInOfficial(service);
      const reset = await service.asSystem(() => service.get(OfficialsService).resetPassword(official.email));
      const { password } = reset as { password: string };
      expect(await complete(await challengeOf(official, password), codeOf(official.secret, 1))).toBe('');
    });
  });
});

describe('where the configuration says that officials need none', () => {
  it('they work with a password alone', async () => {
    const service = await startTestService({ environment: { OFFICIALS_NEED_FACTOR: 'false' } });
    try {
      const official = await officialWithoutFactor(service);
      expect((await official.data(VIEWER)).viewer).toEqual({ hasFactor: false, mustEnrolFactor: false });
      expect((await official.execute('{ reviewCounts { pending } }')).errors).toBeUndefined();
    } finally {
      await service.close();
    }
  });
});
