import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, SIGN_IN, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('guessing passwords', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const signIn = async (email: string, password: string) => {
    const { result } = await service.client().data(SIGN_IN, { input: { email, password } });
    return result.userErrors.map(({ code }: { code: string }) => code).join() as string;
  };
  const guess = async (email: string, times: number) => {
    const answers: string[] = [];
    for (let time = 0; time < times; time++) answers.push(await signIn(email, `sai lần thứ ${time}`));
    return answers;
  };
  const later = (email: string, minutes: number) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query(
        'UPDATE sign_in_failure SET failed_at = failed_at - make_interval(mins => $2) WHERE email = $1',
        [email, minutes],
      ),
    );
  const refusals = (times: number) => Array.from({ length: times }, () => 'SIGN_IN_REFUSED');

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
    const rows = await service.asSystem((unitOfWork) =>
      unitOfWork.query('SELECT FROM sign_in_failure WHERE email = $1', [email]),
    );
    expect(rows).toEqual([]);
  });
});
