import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Passwords } from '../../src/identity/passwords.js';
import { WorkApart } from '../../src/platform/database/work-apart.js';
import { countQueries } from '../harness/count-queries.js';
import { aSignUp, PASSWORD, SIGN_IN, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { Gate, until } from '../harness/until.js';

const FLOOD = 200;
const WHO = '{ viewer { person { email } organisation { name } } }';

/** "" for a sign-in, or the code of what stood in its way. */
type Outcome = string;

describe('two hundred sign-ins at once', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const signIn = async (email: string, password: string): Promise<Outcome> => {
    const { data, errors } = await service.client().execute(SIGN_IN, { input: { email, password } });
    return errors?.[0]?.extensions?.code ?? data.result.userErrors.map(({ code }: { code: string }) => code).join();
  };
  /** Half of them with the right password, half for addresses nobody has. */
  const flood = (email: string) => {
    const outcomes: Outcome[] = [];
    const ended = Promise.all(
      Array.from({ length: FLOOD }, async (_, number) => {
        const isRight = number % 2 === 0;
        outcomes.push(await signIn(isRight ? email : `khong-ai.${number}@ca.example.vn`, PASSWORD));
      }),
    );
    return { outcomes, ended };
  };
  const verified = (outcomes: Outcome[]) => outcomes.filter((code) => code !== 'UNAVAILABLE').length;

  it('leave connections free, and others are answered before most of them', async () => {
    const supplier = await signedInSupplier(service);
    const ask = async () => expect((await supplier.data(WHO)).viewer.person.email).toBe(supplier.email);
    const gate = new Gate();
    const { answer } = WorkApart.prototype;
    const checking = jest.spyOn(WorkApart.prototype, 'answer').mockImplementation(function (this: WorkApart, answers) {
      return gate.pass().then(() => answer.call(this, answers));
    });
    const { outcomes, ended } = flood(supplier.email);
    const { master: pool } = service.get(DataSource).driver as unknown as { master: Pool };
    await until(() => gate.arrivals > FLOOD / 2, 'most of them wait for a password to be checked');
    await ask();
    expect(outcomes.length).toBeLessThan(FLOOD / 2);
    await until(() => pool.idleCount === pool.totalCount, 'all connections are free while passwords are checked');
    gate.open();
    await ended;
    checking.mockRestore();
  });

  it('are signed in, refused or told to try again in a moment, and then it works', async () => {
    const { email } = await signedInSupplier(service);
    const { outcomes, ended } = flood(email);
    await ended;
    expect([...new Set(outcomes)].sort()).toEqual(['', 'SIGN_IN_REFUSED', 'UNAVAILABLE']);
    expect(verified(outcomes)).toBeGreaterThanOrEqual(50);
    expect(await signIn(email, PASSWORD)).toBe('');
  });

  it('say to whoever is one too many that it is not their fault', async () => {
    const answers = await Promise.all(
      Array.from({ length: FLOOD }, (_, number) =>
        service
          .client()
          .execute(SIGN_IN, { input: { email: `khong-ai.${number}@bien.example.vn`, password: PASSWORD } }),
      ),
    );
    const turnedAway = answers.find(({ errors }) => errors);
    expect(turnedAway?.errors).toEqual([
      {
        message: 'Too many passwords are being checked right now; try again in a moment',
        extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2 },
      },
    ]);
    expect(turnedAway?.status).toBe(503);
  });

  it('take the same steps for a known address as for an unknown one, which is why they take as long', async () => {
    const { email } = await signedInSupplier(service);
    const verify = jest.spyOn(service.get(Passwords), 'isRight');
    const stepsFor = async (address: string): Promise<number> => {
      const refused = async () => expect(await signIn(address, 'sai mật khẩu rồi')).toBe('SIGN_IN_REFUSED');
      return countQueries(service, refused);
    };
    const [known, unknown] = [await stepsFor(email), await stepsFor('khong-ai@ho.example.vn')];
    expect(unknown).toBe(known);
    expect(verify.mock.calls.length % 2).toBe(0);
    verify.mockRestore();
  });

  it('does not hash thirty passwords for one request', async () => {
    const many = Array.from(
      { length: 3 },
      (_, number) => `s${number}: supplierSignUp(input: $input) { userErrors { code } }`,
    );
    const { errors } = await service
      .client()
      .execute(`mutation ($input: SignUpInput!) { ${many.join(' ')} }`, { input: aSignUp() });
    expect(errors?.[0]).toMatchObject({
      message: '`supplierSignUp` must be the only field of its operation',
      extensions: { code: 'INVALID_REQUEST' },
    });
  });
});
