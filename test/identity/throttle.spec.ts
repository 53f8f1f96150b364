import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Retention } from '../../src/platform/retention/retention.js';
import { PASSWORD, SIGN_IN, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('guessing passwords', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { TRUSTED_PROXIES: '1' } });
  });
  afterAll(() => service?.close());

  const at = (address?: string) => service.client().withHeaders(address ? { 'x-forwarded-for': address } : {});
  const signIn = async (email: string, password: string, address?: string, deviceToken?: string) => {
    const { result } = await at(address).data(SIGN_IN, { input: { email, password, deviceToken } });
    return result.userErrors.map(({ code }: { code: string }) => code).join() as string;
  };
  const guess = async (email: string, times: number, address?: string) => {
    const answers: string[] = [];
    for (let time = 0; time < times; time++) answers.push(await signIn(email, `sai lần thứ ${time}`, address));
    return answers;
  };
  /** As so many strangers would, each at an address of its own, without waiting for each of them. */
  const strangersGuess = (email: string, times: number, lastMinutesAgo = 0) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query(
        `INSERT INTO sign_in_failure (id, email, guesser, is_stranger, failed_at)
         SELECT gen_random_uuid(), $1, 'address of ' || n, true, now() - make_interval(mins => $3 + n - 1)
         FROM generate_series(1, $2) n`,
        [email, times, lastMinutesAgo],
      ),
    );
  const deviceTokenOf = async (email: string, address: string) =>
    (
      await at(address).data(SIGN_IN.replace('session {', 'session { deviceToken'), {
        input: { email, password: PASSWORD },
      })
    ).result.session.deviceToken as string;
  const later = (email: string, minutes: number) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query(
        'UPDATE sign_in_failure SET failed_at = failed_at - make_interval(mins => $2) WHERE email = $1',
        [email, minutes],
      ),
    );
  const refusals = (times: number) => Array.from({ length: times }, () => 'SIGN_IN_REFUSED');

  it('of somebody else locks nobody out: neither at an address they know nor at a new one', async () => {
    const { email } = await signedInSupplier(service);
    expect(await guess(email, 11, '203.0.113.66')).toEqual([...refusals(10), 'TOO_MANY_ATTEMPTS']);
    expect(await signIn(email, PASSWORD, '203.0.113.66')).toBe('TOO_MANY_ATTEMPTS');
    expect(await signIn(email, PASSWORD)).toBe('');
    expect(await signIn(email, PASSWORD, '198.51.100.1')).toBe('');
  });

  it('from everywhere at once gets slower and slower, and still locks the person out of no known device or address', async () => {
    const { email } = await signedInSupplier(service);
    const deviceToken = await deviceTokenOf(email, '198.51.100.2');
    await strangersGuess(email, 29);
    expect(await guess(email, 2, '203.0.113.1')).toEqual(['SIGN_IN_REFUSED', 'TOO_MANY_ATTEMPTS']);
    expect(await signIn(email, PASSWORD, '203.0.113.2')).toBe('TOO_MANY_ATTEMPTS');
    expect(await signIn(email, PASSWORD)).toBe('');
    expect(await signIn(email, PASSWORD, '203.0.113.2', deviceToken)).toBe('');
    // Having signed in there, it is known there.
    expect(await signIn(email, PASSWORD, '203.0.113.2')).toBe('');
  });

  it.each([
    [30, 1, ''],
    [45, 0, 'TOO_MANY_ATTEMPTS'],
    [45, 2, ''],
    [80, 14, 'TOO_MANY_ATTEMPTS'],
    [80, 16, ''],
    [1000, 16, ''],
  ])('after %i by strangers lets one try when the last was %i minutes ago: “%s”', async (times, minutes, expected) => {
    const { email } = await signedInSupplier(service);
    await strangersGuess(email, times, minutes);
    expect(await signIn(email, PASSWORD, '203.0.113.3')).toBe(expected);
  });

  it('does the same from everywhere for an address nobody has', async () => {
    await strangersGuess('khong-ai@moi-noi.example.vn', 30);
    expect(await guess('khong-ai@moi-noi.example.vn', 1, '203.0.113.1')).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  it.each([
    ['another person’s', async () => deviceTokenOf((await signedInSupplier(service)).email, '198.51.100.3')],
    [
      'an access token for a',
      async () => /Bearer (.*)/.exec(((await signedInSupplier(service)) as any).headers.authorization)![1]!,
    ],
    ['a made-up', async () => 'x'.repeat(2000)],
  ])('is not helped by %s device token', async (_, token) => {
    const { email } = await signedInSupplier(service);
    await strangersGuess(email, 30);
    expect(await signIn(email, PASSWORD, '203.0.113.4', await token())).toBe('TOO_MANY_ATTEMPTS');
  });

  it('on a device that is known has ten tries of its own too, whatever the address', async () => {
    const { email } = await signedInSupplier(service);
    const deviceToken = await deviceTokenOf(email, '198.51.100.4');
    const answers: string[] = [];
    for (let time = 0; time < 11; time++) {
      answers.push(await signIn(email, `sai ${time}`, `203.0.113.${time}`, deviceToken));
    }
    expect(answers).toEqual([...refusals(10), 'TOO_MANY_ATTEMPTS']);
    expect(await signIn(email, PASSWORD)).toBe('');
  });

  it('closes an address after ten wrong ones, for the right one too, until a while has passed', async () => {
    const { email } = await signedInSupplier(service);
    expect(await guess(email, 11)).toEqual([...refusals(10), 'TOO_MANY_ATTEMPTS']);
    expect(await signIn(email.toUpperCase(), PASSWORD)).toBe('TOO_MANY_ATTEMPTS');
    await later(email, 14);
    expect(await signIn(email, PASSWORD)).toBe('TOO_MANY_ATTEMPTS');
    await later(email, 2);
    expect(await signIn(email, PASSWORD)).toBe('');
  });

  it('does the same for an address nobody has', async () => {
    expect(await guess('khong-ai@ca.example.vn', 11)).toEqual([...refusals(10), 'TOO_MANY_ATTEMPTS']);
  });

  it('forgets the wrong ones after the right one', async () => {
    const { email } = await signedInSupplier(service);
    expect(await guess(email, 9)).toEqual(refusals(9));
    expect(await signIn(email, PASSWORD)).toBe('');
    expect(await guess(email, 9)).toEqual(refusals(9));
  });

  it('counts a signed-in person’s guesses at the current password too', async () => {
    const supplier = await signedInSupplier(service);
    const change = `mutation { result: passwordChange(input: { currentPassword: "sai", newPassword: "một câu dài dễ nhớ" }) {
      userErrors { code } } }`;
    for (let time = 0; time < 10; time++) {
      expect((await supplier.data(change)).result.userErrors).toEqual([{ code: 'PASSWORD_WRONG' }]);
    }
    expect((await supplier.data(change)).result.userErrors).toEqual([{ code: 'TOO_MANY_ATTEMPTS' }]);
  });

  it.each([
    [
      'many in one request',
      (input: string) => `mutation { a: sessionCreate(${input}) { userErrors { code } }
      b: sessionCreate(${input}) { userErrors { code } } }`,
    ],
    [
      'beside something that fails',
      (input: string) => `mutation { sessionCreate(${input}) { userErrors { code } }
      passwordChange(input: { currentPassword: "x", newPassword: "y" }) { userErrors { code } } }`,
    ],
    [
      'inside a fragment',
      (input: string) => `mutation { ...Many }
      fragment Many on Mutation { sessionCreate(${input}) { userErrors { code } } }`,
    ],
  ])('does not work with %s', async (_, operation) => {
    const { email } = await signedInSupplier(service);
    const input = `input: { email: "${email}", password: "${PASSWORD}" }`;
    const { data, errors } = await service.client().execute(operation(input));
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({
      message: '`sessionCreate` must be the only field of its operation',
      extensions: { code: 'INVALID_REQUEST' },
    });
  });

  it('forgets what is a day old', async () => {
    const email = 'hom-qua@ca.example.vn';
    await guess(email, 2);
    await later(email, 60 * 25);
    await guess('hom-nay@ca.example.vn', 1);
    await service.get(Retention).remove('signInFailures');
    const rows = await service.asSystem((unitOfWork) =>
      unitOfWork.query('SELECT FROM sign_in_failure WHERE email = $1', [email]),
    );
    expect(rows).toEqual([]);
  });
});
