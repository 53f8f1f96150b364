import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { countQueries } from '../harness/count-queries.js';
import { signedInBuyer, signedInOfficial, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import {
  aRegisteredFirm,
  CAPABILITY,
  CERTIFICATE,
  codes,
  done,
  firmOf,
  mutate,
  NOBODY,
  SITE,
} from './suppliers-client.js';

describe('a firm and what belongs to it', () => {
  let service: TestService;
  let client: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    client = await signedInSupplier(service);
  });
  afterAll(() => service.close());

  it('is built step by step', async () => {
    const supplier = await signedInSupplier(service);
    expect(await firmOf(supplier)).toBeNull();
    const firm = await done(supplier, 'firmCreate', { input: { name: 'Cơ khí An Phát', website: 'anphat.vn' } });
    expect(firm).toMatchObject({ website: 'https://anphat.vn/', languages: null, sites: [] });
    const site = await done(supplier, 'siteAdd', { firmId: firm.id, input: { ward: '00004', name: 'Trụ sở' } });
    expect(site).toMatchObject({ ward: { code: '00004' }, province: { code: '01' }, coordinatesFrom: 'WARD' });
    const capability = await done(supplier, 'capabilityAdd', { siteId: site.id, input: aCapabilityInput() });
    await done(supplier, 'capabilityAdd', { siteId: site.id, input: aCapabilityInput() });
    expect(capability.evidence).toBe('DECLARED');
    expect((await firmOf(supplier)).capabilities).toHaveLength(2);
  });

  it('keeps what a change leaves out, and forgets what it sets to null', async () => {
    const firm = await aRegisteredFirm(client);
    const changed = await done(client, 'firmUpdate', { id: firm.id, input: { tradingName: 'HB', languages: null } });
    expect(changed).toMatchObject({ name: firm.name, tradingName: 'HB', languages: null, endMarkets: firm.endMarkets });

    const [{ id }] = firm.capabilities;
    const capability = await done(client, 'capabilityUpdate', {
      id,
      input: {
        tolerance: { value: 0.001, unit: 'inch' },
        roughnessRa: null,
        monthlyCapacity: { value: 0, unit: 'cái' },
      },
    });
    expect(capability).toMatchObject({
      tolerance: { value: 0.0254, unit: { code: 'mm' } },
      roughnessRa: null,
      monthlyCapacity: { value: 0, unit: { code: 'pieces' } },
      maxMass: { value: 8, unit: { code: 'kg' } },
      materials: firm.capabilities[0].materials,
      revision: 2,
    });
    const wrong = await mutate(client, 'capabilityUpdate', {
      id,
      input: { tolerance: { value: 60, unit: 'cm' }, process: null },
    });
    expect(codes(wrong).sort()).toEqual(['TEXT_MISSING input.process', 'TOLERANCE_EXCEEDS_PART input.tolerance']);
    expect(codes(await mutate(client, 'firmUpdate', { id: firm.id, input: { name: null } }))).toEqual([
      'TEXT_MISSING input.name',
    ]);
  });

  it('resolves an address anew, and what is stated goes before it', async () => {
    const { sites } = await firmOf(client);
    const [{ id }] = sites;
    const moved = await done(client, 'siteUpdate', { id, input: { address: 'KCN Thăng Long, Hà Nội' } });
    expect(moved).toMatchObject({ industrialPark: { code: 'thang-long' }, latitude: 21.13, coordinatesFrom: 'PARK' });
    const stated = await done(client, 'siteUpdate', {
      id,
      input: { latitude: 21, longitude: 105.5, ward: 'Phường Ba Đình' },
    });
    expect(stated).toMatchObject({ ward: { code: '00004' }, latitude: 21, coordinatesFrom: 'STATED' });
    const back = await done(client, 'siteUpdate', { id, input: { latitude: null, longitude: null, ward: null } });
    expect(back).toMatchObject({ ward: null, coordinatesFrom: 'PARK', longitude: 105.78 });
    const contradiction = await mutate(client, 'siteUpdate', { id, input: { province: 'Bắc Ninh', ward: '00004' } });
    expect(codes(contradiction)).toEqual(['PLACE_CONTRADICTS input.ward']);
    expect(codes(await mutate(client, 'siteUpdate', { id, input: { latitude: 21 } }))).toEqual([
      'SITE_COORDINATE_MISSING input.longitude',
    ]);
  });

  it('takes the tax code of a branch for a site, of its own firm only', async () => {
    const { id: firmId, taxCode } = await firmOf(client);
    const add = (code: string) => mutate(client, 'siteAdd', { firmId, input: { name: 'Chi nhánh', taxCode: code } });
    expect((await add(`${taxCode}-001`)).site.taxCode).toBe(`${taxCode}-001`);
    for (const wrong of [taxCode, '0100109106-001', '123']) {
      expect(codes(await add(wrong))).toEqual(['BRANCH_TAX_CODE_EXPECTED input.taxCode']);
    }
    expect(codes(await mutate(client, 'siteAdd', { firmId, input: {} }))).toEqual(['SITE_EMPTY input']);
  });

  it('withdraws and brings back, piece by piece and whole', async () => {
    const supplier = await signedInSupplier(service);
    const firm = await aRegisteredFirm(supplier);
    const [site] = firm.sites;
    const [capability] = firm.capabilities;
    expect(codes(await mutate(supplier, 'siteWithdraw', { id: site.id }))).toEqual(['SITE_HAS_CAPABILITIES id']);
    await done(supplier, 'capabilityWithdraw', { id: capability.id });
    expect((await firmOf(supplier)).capabilities).toEqual([]);
    expect(codes(await mutate(supplier, 'capabilityUpdate', { id: capability.id, input: {} }))).toEqual([
      'CAPABILITY_WITHDRAWN id',
    ]);
    await done(supplier, 'siteWithdraw', { id: site.id });
    expect(codes(await mutate(supplier, 'capabilityRestore', { id: capability.id }))).toEqual(['SITE_WITHDRAWN id']);
    await done(supplier, 'siteRestore', { id: site.id });
    const restored = await done(supplier, 'capabilityRestore', { id: capability.id });
    expect(restored).toEqual(capability);
    expect(codes(await mutate(supplier, 'capabilityRestore', { id: capability.id }))).toEqual([
      'CAPABILITY_NOT_WITHDRAWN id',
    ]);

    expect((await done(supplier, 'firmWithdraw', { id: firm.id })).withdrawnAt).not.toBeNull();
    expect(codes(await mutate(supplier, 'siteUpdate', { id: site.id, input: {} }))).toEqual(['FIRM_WITHDRAWN id']);
    expect(codes(await mutate(supplier, 'firmWithdraw', { id: firm.id }))).toEqual(['FIRM_WITHDRAWN id']);
    expect((await done(supplier, 'firmRestore', { id: firm.id })).withdrawnAt).toBeNull();
  });

  it('does not tell another’s ids from those that never were', async () => {
    const stranger = await signedInSupplier(service);
    const own = await aRegisteredFirm(stranger);
    const { id: firmId, sites, capabilities, certificates } = await firmOf(client);
    const attempts: [string, string, object, string][] = [
      ['firmUpdate', firmId, { input: { name: 'X' } }, 'FIRM_NOT_FOUND'],
      ['firmWithdraw', firmId, {}, 'FIRM_NOT_FOUND'],
      ['siteUpdate', sites[0].id, { input: { name: 'X' } }, 'SITE_NOT_FOUND'],
      ['siteWithdraw', sites[0].id, {}, 'SITE_NOT_FOUND'],
      ['capabilityUpdate', capabilities[0].id, { input: { machines: 'X' } }, 'CAPABILITY_NOT_FOUND'],
      ['capabilityWithdraw', capabilities[0].id, {}, 'CAPABILITY_NOT_FOUND'],
      ['certificateUpdate', certificates[0].id, { input: { number: 'X' } }, 'CERTIFICATE_NOT_FOUND'],
      ['certificateWithdraw', certificates[0].id, {}, 'CERTIFICATE_NOT_FOUND'],
    ];
    for (const [mutation, id, variables, code] of attempts) {
      for (const tried of [id, NOBODY, 'no id at all']) {
        expect(codes(await mutate(stranger, mutation, { id: tried, ...variables }))).toEqual([`${code} id`]);
      }
    }
    const atAnothers = { siteId: sites[0].id, input: aCapabilityInput() };
    expect(codes(await mutate(stranger, 'capabilityAdd', atAnothers))).toEqual(['SITE_NOT_FOUND siteId']);
    const move = { id: own.capabilities[0].id, input: { siteId: sites[0].id } };
    expect(codes(await mutate(stranger, 'capabilityUpdate', move))).toEqual(['SITE_NOT_FOUND input.siteId']);
    expect((await stranger.data(`{ firm(id: "${firmId}") { id } }`)).firm).toBeNull();
    expect((await stranger.data(`{ firms { nodes { id } } }`)).firms.nodes).toEqual([{ id: own.id }]);
  });

  it('is for suppliers to change, for officials to read, and for buyers neither', async () => {
    const [official, buyer] = [await signedInOfficial(service), await signedInBuyer(service)];
    const { id } = await firmOf(client);
    for (const other of [official, buyer]) {
      const { errors } = await other.execute(`mutation { firmWithdraw(id: "${id}") { firm { id } } }`);
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect((await official.data(`{ firm(id: "${id}") { id } }`)).firm).toEqual({ id });
    expect(await buyer.data(`{ firm(id: "${id}") { id } firms { nodes { id } } }`)).toEqual({
      firm: null,
      firms: { nodes: [] },
    });
  });
});

describe('lists of firms', () => {
  let service: TestService;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    official = await signedInOfficial(service);
    const names = ['Cơ khí Hoà Bình', 'Nhựa Đại Đồng', 'Đúc Hải Phòng'];
    for (const [index, name] of names.entries()) {
      const supplier = await signedInSupplier(service);
      await aRegisteredFirm(supplier, {
        name,
        tradingName: null,
        sectors: [index === 1 ? 'plastics-rubber' : 'mechanical'],
        sites: [{ key: 'a', address: index === 2 ? 'KCN Nomura, Hải Phòng' : 'KCN Quang Minh, Hà Nội' }],
        capabilities: [{ process: index === 0 ? 'five-axis-milling' : 'die-casting', site: 'a' }],
        certificates: [{ standard: index === 0 ? 'IATF 16949' : 'ISO 14001', sites: ['a'] }],
      });
    }
  });
  afterAll(() => service.close());

  const names = async (filter: object): Promise<string[]> => {
    const query = 'query ($filter: FirmFilterInput) { firms(filter: $filter) { nodes { name } } }';
    const { firms } = await official.data(query, { filter });
    return firms.nodes.map(({ name }: { name: string }) => name);
  };

  it.each([
    [{ text: 'hoa binh' }, ['Cơ khí Hoà Bình']],
    [{ text: 'HÒA BÌNH' }, ['Cơ khí Hoà Bình']],
    [{ text: 'dai' }, ['Nhựa Đại Đồng']],
    [{ text: 'đồng nhựa' }, ['Nhựa Đại Đồng']],
    [{ text: '%' }, []],
    [{ sector: 'mechanical' }, ['Đúc Hải Phòng', 'Cơ khí Hoà Bình']],
    [{ province: '31' }, ['Đúc Hải Phòng']],
    [{ process: 'machining' }, ['Cơ khí Hoà Bình']],
    [{ standard: 'iso-9001' }, ['Cơ khí Hoà Bình']],
    [{ hasUnchecked: true }, []],
    [{ isWithdrawn: true }, []],
    [{ sector: 'mechanical', process: 'die-casting' }, ['Đúc Hải Phòng']],
  ])('narrows by %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('says that a filter is no code, and a text too long', async () => {
    for (const filter of [{ sector: 'x' }, { process: 'x' }, { text: 'x'.repeat(101) }]) {
      const { errors } = await official.execute(
        'query ($filter: FirmFilterInput) { firms(filter: $filter) { nodes { id } } }',
        { filter },
      );
      expect(errors?.[0]?.extensions?.code).toBe('INVALID_REQUEST');
    }
  });

  it('pages without gaps', async () => {
    const page = async (after: string | null) =>
      (
        await official.data(
          'query ($after: String) { firms(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }',
          { after },
        )
      ).firms;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map(({ name }) => name)).toEqual([
      'Đúc Hải Phòng',
      'Nhựa Đại Đồng',
      'Cơ khí Hoà Bình',
    ]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('costs the same number of queries however long it is', async () => {
    const everything = (first: number) =>
      official.data(`{ firms(first: ${first}) { nodes { id
        sites { ${SITE} firm { name } } capabilities { ${CAPABILITY} firm { name } } certificates { ${CERTIFICATE} firm { name } } profileGaps { hint } } } }`);
    const one = await countQueries(service, () => everything(1));
    const three = await countQueries(service, () => everything(3));
    expect(three).toBe(one);
  });
});
