import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aSignUp,
  aTaxCode,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_BUYER,
  SIGN_UP_SUPPLIER,
  signedInBuyer,
  signedInSupplier,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const VIEWER = '{ viewer { person { name email language } organisation { kind name taxCode country { code } } role } }';

describe('signing up', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const signUp = async (mutation: string, changes: object, language: 'vi' | 'en' = 'en') => {
    const { result } = await service
      .client()
      .inLanguage(language)
      .data(mutation, { input: aSignUp(changes) });
    return result;
  };
  const codes = async (mutation: string, changes: object) =>
    (await signUp(mutation, changes)).userErrors.map(
      ({ code, path }: { code: string; path: string[] }) => `${path.at(-1)}: ${code}`,
    );

  it('creates organisation and owner, and signs in', async () => {
    const supplier = await signedInSupplier(service, 'Công ty Cổ phần Đúc Đông Anh');
    const { viewer } = await supplier.data(VIEWER);
    expect(viewer).toEqual({
      person: { name: 'Nguyễn Văn An', email: supplier.email, language: 'EN' },
      organisation: {
        kind: 'SUPPLIER',
        name: 'Công ty Cổ phần Đúc Đông Anh',
        taxCode: expect.stringMatching(/^\d{10}$/),
        country: { code: 'VN' },
      },
      role: 'OWNER',
    });
  });

  it('knows nobody without a token', async () => {
    expect(await service.client().data(VIEWER)).toEqual({ viewer: null });
  });

  it('takes a buyer abroad without any number', async () => {
    const buyer = await signedInBuyer(service, 'Sato Precision K.K.');
    const { viewer } = await buyer.data(VIEWER);
    expect(viewer.organisation).toEqual({
      kind: 'BUYER',
      name: 'Sato Precision K.K.',
      taxCode: null,
      country: { code: 'JP' },
    });
  });

  it('says everything that is wrong at once, where, and in the language asked for', async () => {
    const wrong = {
      organisationName: ' ',
      taxCode: '0100109107',
      personName: 'An\u0000',
      email: 'an@@co-khi',
      password: 'ngắn',
    };
    const { session, viewer, userErrors } = await signUp(SIGN_UP_SUPPLIER, wrong);
    expect({ session, viewer }).toEqual({ session: null, viewer: null });
    expect(userErrors).toEqual([
      { code: 'TEXT_MISSING', message: 'This must not be empty.', path: ['input', 'organisationName'] },
      {
        code: 'TAX_CODE_CHECK_DIGIT',
        message: expect.stringContaining('The check digit of the tax code is wrong'),
        path: ['input', 'taxCode'],
      },
      {
        code: 'TEXT_CONTROL_CHARACTER',
        message: 'This contains the control character U+0000 at position 3; remove it.',
        path: ['input', 'personName'],
      },
      { code: 'EMAIL_INVALID', message: 'This is not a valid e-mail address.', path: ['input', 'email'] },
      {
        code: 'PASSWORD_TOO_SHORT',
        message: 'The password must have at least 12 characters.',
        path: ['input', 'password'],
      },
    ]);
    const inVietnamese = await signUp(SIGN_UP_SUPPLIER, wrong, 'vi');
    expect(inVietnamese.userErrors.map(({ message }: { message: string }) => message)).toEqual([
      'Mục này không được để trống.',
      'Mã số thuế sai chữ số kiểm tra; hãy đối chiếu với giấy chứng nhận đăng ký doanh nghiệp.',
      'Mục này chứa ký tự điều khiển U+0000 ở vị trí 3; hãy xoá ký tự đó.',
      'Đây không phải là một địa chỉ e-mail hợp lệ.',
      'Mật khẩu phải có ít nhất 12 ký tự.',
    ]);
  });

  it.each([
    ['a name beyond all measure', { organisationName: 'Ơ'.repeat(201) }, ['organisationName: TEXT_TOO_LONG']],
    ['a Cyrillic а in a name', { organisationName: 'Công ty Sаmsung' }, ['organisationName: TEXT_LOOKS_ALIKE']],
    ['half an emoji', { personName: 'An \ud83d' }, ['personName: TEXT_CONTROL_CHARACTER']],
    ['an endless e-mail', { email: `${'a'.repeat(250)}@b.vn` }, ['email: TEXT_TOO_LONG']],
    ['NUL in the e-mail', { email: 'an\u0000@co-khi.vn' }, ['email: TEXT_CONTROL_CHARACTER']],
    ['an endless password', { password: 'mậtkhẩu'.repeat(5000) }, ['password: PASSWORD_TOO_LONG']],
    [
      'the e-mail as password',
      { email: 'Giam.Doc@duc.vn', password: 'giam.doc@DUC.vn' },
      ['password: PASSWORD_TOO_OBVIOUS'],
    ],
    [
      'one’s name as password',
      { personName: 'Nguyễn Văn An', password: 'nguyễn văn an' },
      ['password: PASSWORD_TOO_OBVIOUS'],
    ],
    [
      'the e-mail and a year as password',
      { email: 'an@co-khi-dong-anh.example.vn', password: 'CoKhiDongAnh-2026' },
      ['password: PASSWORD_TOO_OBVIOUS'],
    ],
    [
      'the firm’s name without marks as password',
      { organisationName: 'Công ty Đúc Đông Anh', password: 'duc dong anh cong ty!' },
      ['password: PASSWORD_TOO_OBVIOUS'],
    ],
    ['this service as password', { password: 'Ketnoi-2026-Ketnoi' }, ['password: PASSWORD_TOO_OBVIOUS']],
    ['a breached password', { password: 'LeaveMeAlone' }, ['password: PASSWORD_TOO_COMMON']],
    ['a breached password with figures', { password: 'iloveyou20262026' }, ['password: PASSWORD_TOO_COMMON']],
    ['a password of 11 characters', { password: 'gang và dầu' }, ['password: PASSWORD_TOO_SHORT']],
    ['a password of 129 characters', { password: 'ơ'.repeat(129) }, ['password: PASSWORD_TOO_LONG']],
    ['no tax code', { taxCode: null }, ['taxCode: TAX_CODE_MISSING']],
    ['NUL in the tax code', { taxCode: '01001\u000009106' }, ['taxCode: TEXT_CONTROL_CHARACTER']],
    ['a personal number of no province', { taxCode: '003085012345' }, ['taxCode: TAX_CODE_SHAPE']],
    ['a country that is none', { countryCode: 'UK' }, ['countryCode: ORGANISATION_COUNTRY_UNKNOWN']],
    ['an injection', { countryCode: "VN'; DROP TABLE person" }, ['countryCode: TEXT_TOO_LONG']],
  ])('refuses %s', async (_, changes, expected) => {
    expect(await codes(SIGN_UP_SUPPLIER, changes)).toEqual(expected);
  });

  it('keeps what looks like SQL or HTML as the words they are', async () => {
    const organisationName = `Robert'); DROP TABLE person;-- <b>Co</b>`;
    const supplier = await signedInSupplier(service, organisationName);
    expect((await supplier.data(VIEWER)).viewer.organisation.name).toBe(organisationName);
  });

  it('keeps text composed and a tax code in one form', async () => {
    const taxCode = aTaxCode();
    const { session } = await signUp(SIGN_UP_SUPPLIER, {
      organisationName: ' Công ty Cơ khí Hà Nội '.normalize('NFD'),
      taxCode: `${taxCode.slice(0, 4)} ${taxCode.slice(4, 7)}.${taxCode.slice(7)} - 002`,
      countryCode: 'vn',
      language: 'VI',
    });
    const { viewer } = await service.client().withToken(session.accessToken).data(VIEWER);
    expect(viewer).toMatchObject({
      person: { language: 'VI' },
      organisation: { name: 'Công ty Cơ khí Hà Nội', taxCode: `${taxCode}-002`, country: { code: 'VN' } },
    });
  });

  it('knows an e-mail address in any letter case, and its password however it was typed', async () => {
    const { email } = await signedInSupplier(service);
    const shouted = email.toUpperCase();
    expect(await codes(SIGN_UP_BUYER, { email: shouted })).toEqual(['email: EMAIL_TAKEN']);
    const input = { email: ` ${shouted}`, password: PASSWORD.normalize('NFD') };
    expect(input.password).not.toBe(PASSWORD);
    const { result } = await service.client().data(SIGN_IN, { input });
    expect(result).toMatchObject({ userErrors: [], viewer: { person: { email } } });
  });

  it('takes a tax code once for a supplier and once for a buyer', async () => {
    const taxCode = aTaxCode();
    expect(await codes(SIGN_UP_SUPPLIER, { taxCode })).toEqual([]);
    expect(await codes(SIGN_UP_SUPPLIER, { taxCode: ` ${taxCode} ` })).toEqual(['taxCode: TAX_CODE_TAKEN']);
    expect(await codes(SIGN_UP_BUYER, { taxCode })).toEqual([]);
  });

  it('makes no organisation of a branch of one that is there, and says whom to ask', async () => {
    const taxCode = aTaxCode();
    expect(await codes(SIGN_UP_SUPPLIER, { taxCode })).toEqual([]);
    const { userErrors, session } = await signUp(SIGN_UP_SUPPLIER, { taxCode: `${taxCode}-001` });
    expect(session).toBeNull();
    expect(userErrors).toEqual([
      {
        code: 'TAX_CODE_OF_BRANCH',
        message: `The firm ${taxCode}, of which this is a branch, has signed up already. A branch acts within it: ask its owner to add you.`,
        path: ['input', 'taxCode'],
      },
    ]);
    const other = aTaxCode();
    expect(await codes(SIGN_UP_SUPPLIER, { taxCode: `${other}-001` })).toEqual([]);
    expect(await codes(SIGN_UP_SUPPLIER, { taxCode: other })).toEqual([]);
  });

  it('takes a household business by the personal number of whoever runs it', async () => {
    const { session, userErrors } = await signUp(SIGN_UP_SUPPLIER, { taxCode: '001 085 012 345' });
    expect(userErrors).toEqual([]);
    const { viewer } = await service.client().withToken(session.accessToken).data(VIEWER);
    expect(viewer.organisation.taxCode).toBe('001085012345');
  });

  it('takes a foreign number as it is, and once', async () => {
    const foreign = { countryCode: 'DE', taxCode: 'DE 811-190.001' };
    expect(await codes(SIGN_UP_BUYER, foreign)).toEqual([]);
    expect(await codes(SIGN_UP_BUYER, { ...foreign, taxCode: 'de 811-190.001' })).toEqual(['taxCode: TAX_CODE_TAKEN']);
    expect(await codes(SIGN_UP_BUYER, { countryCode: 'DE', taxCode: '9'.repeat(31) })).toEqual([
      'taxCode: TEXT_TOO_LONG',
    ]);
  });

  it('lets one of many win a race for the same address and code', async () => {
    const input = aSignUp();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => service.client().data(SIGN_UP_SUPPLIER, { input })),
    );
    const outcomes = answers.map(({ result }) => result.userErrors.map(({ code }: { code: string }) => code).join(' '));
    expect(outcomes.sort()).toEqual(['', ...Array.from({ length: 5 }, () => 'TAX_CODE_TAKEN EMAIL_TAKEN')]);
  });
});
