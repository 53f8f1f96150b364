import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { signedInSupplier } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aRegisteredFirm, codes, done, firmOf, mutate } from './suppliers-client.js';

const mm = (value: number) => ({ value, unit: { code: 'mm' } });

describe('registering a firm in one piece', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('keeps everything, in one unit each', async () => {
    const client = await signedInSupplier(service);
    const firm = await aRegisteredFirm(client);
    const [site] = firm.sites;
    expect(site).toMatchObject({
      address: 'Lô 12, KCN Quang Minh, Hà Nội',
      industrialPark: { code: 'quang-minh' },
      province: { code: '01' },
      country: { code: 'VN' },
      coordinatesFrom: 'PARK',
    });
    expect(firm.capabilities).toEqual([
      expect.objectContaining({
        process: { code: 'die-casting' },
        maxSize: { length: mm(508), width: mm(350), height: mm(250) },
        maxMass: { value: 8, unit: { code: 'kg' } },
        tolerance: mm(0.05),
        roughnessRa: { value: 3.2, unit: { code: 'um' } },
        thickness: { min: mm(1), max: mm(8) },
        monthlyCapacity: { value: 60, unit: { code: 'tonnes' } },
        characteristics: [{ characteristic: { code: 'axes' }, value: 3 }],
        evidence: 'DECLARED',
        site: { id: site.id },
      }),
    ]);
    expect(firm.certificates).toEqual([
      expect.objectContaining({ standard: { code: 'iso-9001' }, state: 'STANDING', sites: [{ id: site.id }] }),
    ]);
    expect(firm.taxCode).toMatch(/^\d{10}$/);
    expect(firm.source).toBe('SELF');
  });

  it('answers in the unit asked for', async () => {
    const client = await signedInSupplier(service);
    await aRegisteredFirm(client);
    const { myFirm } = await client.data(
      `{ myFirm { capabilities { maxSize(unit: "inch") { length { value unit { code symbol } } } tolerance(unit: "um") { value } maxMass(unit: "g") { value } } } }`,
    );
    expect(myFirm.capabilities[0]).toEqual({
      maxSize: { length: { value: 20, unit: { code: 'inch', symbol: 'inches' } } },
      tolerance: { value: 50 },
      maxMass: { value: 8000 },
    });
  });

  it('leaves unknown what was left empty', async () => {
    const client = await signedInSupplier(service);
    const firm = await aRegisteredFirm(client, {
      tradingName: null,
      sectors: undefined,
      languages: [],
      endMarkets: null,
      sites: [{ key: 'a', name: 'Xưởng' }],
      capabilities: [{ process: 'phay CNC', site: 'a' }],
      certificates: [{ standard: 'ISO 14001' }],
    });
    expect(firm).toMatchObject({ tradingName: null, sectors: null, languages: null, endMarkets: null });
    expect(firm.sites[0]).toMatchObject({ province: null, ward: null, latitude: null, country: null });
    const said = ['id', 'process', 'site', 'evidence', 'revision', 'verifications', 'characteristics'];
    const limits = Object.entries(firm.capabilities[0]).filter(([name]) => !said.includes(name));
    expect(new Set(limits.map(([, value]) => value))).toEqual(new Set([null]));
    expect(firm.certificates[0]).toMatchObject({ validFrom: null, validTo: null, daysLeft: null, sites: [] });
    const { profileGaps } = await firmOf(client);
    expect(profileGaps.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['LANGUAGES_EMPTY', 'COORDINATES_EMPTY', 'TOLERANCE_EMPTY', 'MATERIALS_EMPTY']),
    );
  });

  it('says everything that is wrong at once, with its place, and keeps nothing', async () => {
    const client = await signedInSupplier(service);
    const result = await mutate(client, 'firmRegister', {
      input: aRegistrationInput({
        name: ' ',
        sectors: ['mecanical'],
        sites: [
          { key: 'a', latitude: 91, longitude: 105 },
          { key: 'a', address: 'x', longitude: 105 },
          { key: 'c', country: 'Atlantis', address: 'a\u0000b' },
        ],
        capabilities: [
          aCapabilityInput({
            site: 'nowhere',
            process: 'nung chảy sao băng',
            tolerance: { value: 2, unit: 'm' },
            maxMass: { value: -1 },
            minLotPieces: 0,
            thickness: { min: { value: 5 }, max: { value: 2 } },
            monthlyCapacity: { value: 10, unit: 'inch' },
            characteristics: [
              { code: 'layers', value: 1000 },
              { code: 'flavour', value: 1 },
            ],
          }),
          aCapabilityInput({
            site: 'a',
            maxSize: { length: { value: 0 }, width: { value: 1, unit: 'ell' }, height: { value: 1e9 } },
          }),
        ],
        certificates: [
          { standard: 'ISO 9001', validFrom: '2027-02-30' },
          { standard: 'ISO 9001', validFrom: '2028-01-01', validTo: '2027-01-01', sites: ['b'] },
        ],
      }),
    });
    expect(result.firm).toBeNull();
    expect(codes(result).sort()).toEqual(
      [
        'TEXT_MISSING input.name',
        'TERM_UNKNOWN input.sectors.0',
        'VALUE_OUT_OF_RANGE input.sites.0.latitude',
        'SITE_COORDINATE_MISSING input.sites.1.latitude',
        'SITE_KEY_TWICE input.sites.1.key',
        'COUNTRY_UNKNOWN input.sites.2.country',
        'TEXT_CONTROL_CHARACTER input.sites.2.address',
        'SITE_KEY_UNKNOWN input.capabilities.0.site',
        'TERM_UNKNOWN input.capabilities.0.process',
        'TOLERANCE_EXCEEDS_PART input.capabilities.0.tolerance',
        'VALUE_NOT_POSITIVE input.capabilities.0.maxMass.value',
        'VALUE_NOT_POSITIVE input.capabilities.0.minLotPieces',
        'THICKNESS_ORDER input.capabilities.0.thickness',
        'TERM_UNKNOWN input.capabilities.0.monthlyCapacity.unit',
        'VALUE_OUT_OF_RANGE input.capabilities.0.characteristics.0.value',
        'TERM_UNKNOWN input.capabilities.0.characteristics.1.code',
        'VALUE_NOT_POSITIVE input.capabilities.1.maxSize.length.value',
        'UNIT_UNKNOWN input.capabilities.1.maxSize.width.unit',
        'VALUE_ABSURD input.capabilities.1.maxSize.height.value',
        'DAY_IMPOSSIBLE input.certificates.0.validFrom',
        'CERTIFICATE_VALIDITY_ORDER input.certificates.1.validTo',
        'SITE_KEY_UNKNOWN input.certificates.1.sites.0',
      ].sort(),
    );
    const sector = result.userErrors.find(({ path }: { path: string[] }) => path.includes('sectors'));
    expect(sector.suggestions[0]).toContain('mechanical');
    expect(await firmOf(client)).toBeNull();
  });

  it('takes one firm for an organisation', async () => {
    const client = await signedInSupplier(service);
    await aRegisteredFirm(client);
    const again = await mutate(client, 'firmRegister', { input: aRegistrationInput() });
    expect(codes(again)).toEqual(['FIRM_EXISTS']);
    expect(codes(await mutate(client, 'firmCreate', { input: { name: 'B' } }))).toEqual(['FIRM_EXISTS']);
    expect((await firmOf(client)).capabilities).toHaveLength(1);
  });

  it('takes one firm even when two are sent at once', async () => {
    const client = await signedInSupplier(service);
    const results = await Promise.all(
      [1, 2, 3].map(() => mutate(client, 'firmRegister', { input: aRegistrationInput() })),
    );
    expect(results.filter(({ firm }) => firm !== null)).toHaveLength(1);
    expect((await firmOf(client)).sites).toHaveLength(1);
  });

  it('refuses more than 500 capabilities and takes exactly 500', async () => {
    const client = await signedInSupplier(service);
    const many = (count: number) =>
      aRegistrationInput({
        capabilities: Array.from({ length: count }, () => ({ process: 'milling', site: 'xưởng 1' })),
      });
    expect(codes(await mutate(client, 'firmRegister', { input: many(501) }))).toEqual(['TOO_MANY input.capabilities']);
    const firm = await done(client, 'firmRegister', { input: many(500) });
    const oneMore = await mutate(client, 'capabilityAdd', { siteId: firm.sites[0].id, input: { process: 'milling' } });
    expect(codes(oneMore)).toEqual(['TOO_MANY siteId']);
  });

  it('refuses an address of 100,000 commas at its place', async () => {
    const client = await signedInSupplier(service);
    const refused = await mutate(client, 'firmRegister', {
      input: aRegistrationInput({ sites: [{ key: 'main', address: ','.repeat(100_000) }] }),
    });
    expect(codes(refused)).toContain('TEXT_TOO_LONG input.sites.0.address');
  });

  it('reads a hundred addresses of nothing but parts while others are answered', async () => {
    const client = await signedInSupplier(service);
    const sites = Array.from({ length: 100 }, (_, at) => ({ key: `${at}`, address: `p. b${at},`.repeat(60) }));
    // So much that there is time for others, however fast the addresses are read.
    const capabilities = Array.from({ length: 500 }, (_, at) => ({ process: 'milling', site: `${at % 100}` }));
    let isDone = false;
    const registered = mutate(client, 'firmRegister', {
      input: aRegistrationInput({ sites, capabilities, certificates: [] }),
    }).finally(() => (isDone = true));
    let answered = 0;
    for (; !isDone; answered += 1) await new TestClient(service.url).data('{ service { version } }');
    expect(codes(await registered)).toEqual([]);
    expect(answered).toBeGreaterThan(5);
  });
});
