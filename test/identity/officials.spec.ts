import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OfficialsService, type WithPassword } from '../../src/identity/officials.service.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { SIGN_IN, signedIn, signedInOfficial, signedInSupplier, signInWithCode } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const VIEWER = '{ viewer { person { name } organisation { kind name } role } }';

describe('officials', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const asOperator = <T>(work: (officials: OfficialsService) => Promise<T>) =>
    service.asSystem(() => work(service.get(OfficialsService)));
  const codes = (result: object) =>
    (result as Refusal).problems.map(({ message, path }) => `${path.join('.')}: ${message.code}`);

  it('are let in with a password shown once', async () => {
    const created = (await asOperator((officials) =>
      officials.create('Binh@SoCongThuong.example.vn', 'Trần Thị Bình', 'Sở Công Thương Hà Nội'),
    )) as WithPassword;
    expect(created.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const email = 'binh@socongthuong.example.vn';
    const client = await signedIn(service, SIGN_IN, { email, password: created.password });
    expect((await client.data(VIEWER)).viewer).toEqual({
      person: { name: 'Trần Thị Bình' },
      organisation: { kind: 'AUTHORITY', name: 'Sở Công Thương Hà Nội' },
      role: 'EDITOR',
    });
  });

  it('share their authority, which need not be named when there is only one', async () => {
    await signedInOfficial(service, 'Sở Công Thương Hà Nội');
    const second = (await asOperator((officials) =>
      officials.create('chi@sct.example.vn', null, null),
    )) as WithPassword;
    expect(second.official).toMatchObject({ name: 'chi', authority: 'Sở Công Thương Hà Nội' });
    const third = (await asOperator((officials) =>
      officials.create('dung@sct.example.vn', 'Dũng', 'sở công thương hà nội'),
    )) as WithPassword;
    expect(third.official.authority).toBe('Sở Công Thương Hà Nội');
  });

  it('are refused with all that is wrong', async () => {
    const { email } = await signedInSupplier(service);
    expect(codes(await asOperator((officials) => officials.create(email, ' ', '\u0000')))).toEqual([
      'email: EMAIL_TAKEN',
      'name: TEXT_MISSING',
      'authority: TEXT_CONTROL_CHARACTER',
    ]);
    expect(codes(await asOperator((officials) => officials.create('', null, 'Sở')))).toEqual([
      'email: TEXT_MISSING',
      'name: TEXT_MISSING',
    ]);
  });

  it('get a new password, and go', async () => {
    const official = await signedInOfficial(service);
    const reset = (await asOperator((officials) => officials.resetPassword(official.email))) as WithPassword;
    expect((await official.execute(VIEWER)).status).toBe(401);
    const { email } = official;
    const { session, viewer } = await signInWithCode(
      service.client(),
      { email, password: reset.password },
      official.secret,
    );
    expect(viewer.person.id).toBe(official.personId);
    const again = service.client().withToken(session.accessToken);

    await asOperator((officials) => officials.remove(official.email));
    expect((await again.execute(VIEWER)).status).toBe(401);
    const listed = await asOperator((officials) => officials.list());
    expect(listed.map(({ personId }) => personId)).not.toContain(official.personId);
  });

  it('are the only ones these commands touch', async () => {
    const { email } = await signedInSupplier(service);
    expect(codes(await asOperator((officials) => officials.resetPassword(email)))).toEqual(['email: EMAIL_UNKNOWN']);
    expect(codes(await asOperator((officials) => officials.remove('\u0000')))).toEqual(['email: EMAIL_UNKNOWN']);
  });

  it('are not made through the API: an authority has no mutation to add members', async () => {
    const official = await signedInOfficial(service);
    const { errors } = await official.execute('mutation { memberRemove(personId: "x") { userErrors { code } } }');
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
