import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProgrammesService } from '../../src/identity/programmes.service.js';
import { OfficialsService, type WithPassword } from '../../src/identity/officials.service.js';
import { RemitsService } from '../../src/identity/remits.service.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { signedInOfficial } from '../harness/people.js';
import { aProgramme } from '../harness/remits.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const HANOI = 'Sở Công Thương Hà Nội';

describe('what an authority is there for', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
    await signedInOfficial(service, HANOI);
  });
  afterAll(() => service?.close());

  const remits = <T>(work: (remits: RemitsService) => Promise<T>) =>
    service.asSystem(() => work(service.get(RemitsService)));
  const territory = (authority: string, words: string[] | null) =>
    remits((service) => service.setTerritory(authority, words, 'vi'));
  const codes = (result: unknown) =>
    (result as Refusal).problems.map(({ message, path }) => `${path.join('.')}: ${message.code}`);

  it('is the whole country and every programme, until it is said otherwise', async () => {
    expect(await remits((service) => service.list())).toEqual([
      { authority: HANOI, provinces: null, programmes: null },
    ]);
  });

  it('is provinces by code or name, with marks or without, of today or of before July 2025', async () => {
    const set = await territory('sở công thương hà nội', ['Bac Ninh', '01', 'Hà Nam', 'Nam Định', 'thành phố Hà Nội']);
    // Hà Nam and Nam Định have become part of Ninh Bình.
    expect(set).toEqual({ authority: HANOI, provinces: ['01', '24', '37'], programmes: null });
    expect(await territory(HANOI, null)).toEqual({ authority: HANOI, provinces: null, programmes: null });
  });

  it('is refused with all that is wrong, and nothing is written', async () => {
    expect(codes(await territory('Sở không có', ['Paris', 'Hà Nội', '']))).toEqual([
      'authority: AUTHORITY_NOT_FOUND',
      'provinces.0: TERM_UNKNOWN',
      'provinces.2: TEXT_MISSING',
    ]);
    expect(codes(await territory(HANOI, []))).toEqual(['provinces: TERRITORY_EMPTY']);
    const programmes = await remits((service) => service.setProgrammes('Sở không có', ['cnht', 'x']));
    expect(codes(programmes)).toEqual([
      'authority: AUTHORITY_NOT_FOUND',
      'programmes.0: PROGRAMME_UNKNOWN',
      'programmes.1: PROGRAMME_UNKNOWN',
    ]);
    const programme = await service.asSystem(() =>
      service.get(ProgrammesService).set('Không mã', ' ', ['cơ khí', 'thuỷ sản'], 'vi'),
    );
    expect(codes(programme)).toEqual(['code: PROGRAMME_CODE_INVALID', 'name: TEXT_MISSING', 'sectors.1: TERM_UNKNOWN']);
    expect(await remits((service) => service.list())).toEqual([
      { authority: HANOI, provinces: null, programmes: null },
    ]);
  });

  it('is programmes with the sectors they cover, and each change leaves an entry', async () => {
    await aProgramme(service, 'cnht', ['co khi', 'leather-footwear']);
    await aProgramme(service, 'cnht', ['điện tử', 'cơ khí']);
    const set = await remits((service) => service.setProgrammes(HANOI, ['cnht', 'cnht']));
    expect(set).toEqual({ authority: HANOI, provinces: null, programmes: ['cnht'] });
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ action: string; data: object }>(
        `SELECT action, data FROM audit_entry WHERE action IN ('remit.set', 'programme.set') ORDER BY id`,
      ),
    );
    expect(entries.map(({ action }) => action)).toEqual(['remit.set', 'remit.set', 'programme.set', 'programme.set', 'remit.set']);
    expect(entries.at(-2)!.data).toEqual({ code: 'cnht', sectors: ['electronics', 'mechanical'] });
  }); // prettier-ignore

  it('is of an authority by its name, with marks left out where only one can be meant', async () => {
    const meant = { authority: HANOI, provinces: ['01'] };
    expect(await territory('So Cong Thuong Ha Noi', ['01'])).toMatchObject(meant);
    expect(await territory('SỞ CONG THƯƠNG HÀ NOI', ['01'])).toMatchObject(meant);
    expect(codes(await territory('Sở Công Thường Hà Nội', ['01']))).toEqual(['authority: AUTHORITY_NOT_FOUND']);
    const official = { email: 'khac@so-hn.example.vn', authority: 'so cong thuong ha noi' };
    const { official: made } = (await service.asSystem(() =>
      service.get(OfficialsService).create(official.email, null, official.authority),
    )) as WithPassword;
    expect(made.authority).toBe(HANOI);
    await signedInOfficial(service, 'Ban Hòa An');
    await signedInOfficial(service, 'Ban Hoa An Đông');
    await signedInOfficial(service, 'Ban Hoà Ân');
    const refusal = (await territory('ban hoa an', null)) as Refusal;
    expect(refusal.problems).toMatchObject([
      {
        message: { code: 'AUTHORITY_AMBIGUOUS' },
        path: ['authority'],
        parameters: { candidates: '“Ban Hòa An”, “Ban Hoà Ân”' },
      },
    ]);
    expect(await territory('Ban Hoà Ân', null)).toMatchObject({ authority: 'Ban Hoà Ân' });
    expect(await territory(HANOI, null)).toMatchObject({ ...meant, provinces: null });
  });
});
