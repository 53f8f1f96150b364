import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OfficialsService } from '../../src/identity/officials.service.js';
import { signsInAt, TestProvider, throughProvider } from '../harness/a-provider.js';
import { newMails, type ReceivedMail } from '../harness/mailbox.js';
import { codeOf, enrolFactor, officialWithoutFactor, PASSWORD, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const SPEAK =
  'mutation ($language: Language!) { result: viewerUpdate(input: { language: $language }) { userErrors { code } } }';
const RENEW = 'mutation { result: recoveryCodesRenew { recoveryCodes userErrors { code } } }';
const REMOVE = `mutation ($input: FactorRemoveInput!) { result: factorRemove(input: $input) { userErrors { code } } }`;
const KEY = `mutation ($input: ApiKeyCreateInput!) { result: apiKeyCreate(input: $input) { secret userErrors { code } } }`;

describe('the letters about how an account is opened', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { PRIVATE_SIGN_IN_PROVIDERS: 'true' } });
  });
  afterAll(() => service?.close());

  /** The one letter to this address, in which nothing of this stands. */
  const letterTo = async (address: string, secrets: string[] = []): Promise<ReceivedMail> => {
    const mails = await newMails(service);
    expect(mails.map(({ to }) => to)).toEqual([expect.stringContaining(address)]);
    const [mail] = mails;
    for (const secret of secrets) expect(`${mail!.text}${mail!.html}${mail!.subject}`).not.toContain(secret);
    expect(mail!.token).toBeNull();
    return mail!;
  };

  it('tell of an app that is enrolled, of codes that are renewed and of an app that is removed, and of nothing refused', async () => {
    const supplier = await signedInSupplier(service);
    await supplier.data(SPEAK, { language: 'EN' });
    const { secret, recoveryCodes } = await enrolFactor(supplier);
    const enrolled = await letterTo(supplier.email, [secret, ...recoveryCodes]);
    expect(enrolled.subject).toBe('An authenticator app was added at Ketnoi');
    expect(enrolled.text).toContain('If it was not you');
    const renewed = (await supplier.data(RENEW)).result.recoveryCodes;
    expect((await letterTo(supplier.email, renewed)).subject).toBe('Your Ketnoi recovery codes were replaced');
    await supplier.data(SPEAK, { language: 'VI' });
    const input = { currentPassword: PASSWORD, code: codeOf(secret, 5) };
    expect((await supplier.data(REMOVE, { input })).result.userErrors).toHaveLength(1);
    expect(await newMails(service)).toEqual([]);
    await supplier.data(REMOVE, { input: { ...input, code: renewed[0] } });
    expect((await letterTo(supplier.email, renewed)).subject).toBe('Đã gỡ ứng dụng xác thực ở Ketnoi');
  });

  it('tell of an app that an operator has removed', async () => {
    const supplier = await signedInSupplier(service);
    await enrolFactor(supplier);
    await newMails(service);
    await service.asSystem(() => service.get(OfficialsService).removeFactor(supplier.email));
    expect((await letterTo(supplier.email)).subject).toBe('The authenticator app was removed at Ketnoi');
  });

  it('tell of a key that was made in somebody’s name, without the key', async () => {
    const supplier = await signedInSupplier(service, 'Cơ khí "A & B"');
    const input = { name: 'ERP', scopes: ['FIRMS_READ'] };
    const { secret } = (await supplier.data(KEY, { input })).result;
    const letter = await letterTo(supplier.email, [secret, secret.slice(0, 12)]);
    expect(letter.subject).toBe('An API key was made in your name at Ketnoi');
    expect(letter.text).toContain('"Cơ khí "A & B""');
  });

  it('tell of an account at a provider that opens it from now on, the first time', async () => {
    const provider = await TestProvider.start();
    const official = await officialWithoutFactor(service, 'Sở Công Thương Hà Nội');
    await signsInAt(service, 'Sở Công Thương Hà Nội', provider);
    const account = { sub: 'a secret subject', email: official.email, email_verified: true };
    await throughProvider(service, provider, account);
    const letter = await letterTo(official.email, [account.sub]);
    expect(letter.subject).toBe('Đã nối Ketnoi với tài khoản của cơ quan bạn');
    expect(letter.text).toContain('"Sở Công Thương Hà Nội"');
    await throughProvider(service, provider, account);
    expect(await newMails(service)).toEqual([]);
    await provider.close();
  });
});
