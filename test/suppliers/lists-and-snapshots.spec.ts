import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { FirmImportService, type ListRow } from '../../src/suppliers/firm-import.service.js';
import { FirmSnapshotsService } from '../../src/suppliers/firm-snapshots.service.js';
import { countQueries } from '../harness/count-queries.js';
import { signedInOfficial, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aRegisteredFirm, done, NOBODY } from './suppliers-client.js';

describe('firms from published lists', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  const load = (rows: ListRow[], source = 'Open Supply Hub list 4') =>
    service.asSystem(() => service.get(FirmImportService).loadList(source, rows));

  const ROWS: ListRow[] = [
    {
      country: 'VIETNAM',
      name: 'May Sông Hồng',
      address: 'KCN Hoà Xá, Nam Định',
      sector: 'Apparel',
      lat: '20.43',
      lng: '106.15',
    },
    { country: 'Viet Nam', name: 'Giày Thái Bình', address: 'Hà Nội', sector: 'Footwear' },
    { country: 'Atlantis', name: 'Poseidon Knitwear', address: '1 Deep Street', sector: 'Health|Apparel' },
    { country: 'China', name: '', address: 'x' },
    { country: 'China', name: 'Regina Miracle', address: 'Shenzhen', lat: '123', lng: '113.88' },
    { name: 'Only A Name' },
  ];

  it('comes in with what is printed and nothing else, once', async () => {
    const first = await load(ROWS);
    expect(first.map(({ outcome }) => outcome)).toEqual([
      'created',
      'created',
      'created',
      'rejected',
      'rejected',
      'created',
    ]);
    expect(first.flatMap(({ problems }) => problems.map(({ code, path }) => `${code} ${path.join('.')}`))).toEqual([
      'TEXT_MISSING name',
      'VALUE_OUT_OF_RANGE latitude',
    ]);
    const official = await signedInOfficial(service);
    const { firms } =
      await official.data(`{ firms(first: 100) { nodes { id name source country { code labels { vi } } taxCode languages { code }
      sectors { code } capabilities { process { code } isOwn materials { code } minLotPieces leadTimeDays evidence }
      sites { address country { code } latitude coordinatesFrom } } } }`);
    const byName = Object.fromEntries(firms.nodes.map((firm: { name: string }) => [firm.name, firm]));
    expect(byName['May Sông Hồng']).toMatchObject({
      source: 'Open Supply Hub list 4',
      country: { code: 'VN', labels: { vi: 'Việt Nam' } },
      sectors: [{ code: 'textile-garment' }],
      languages: null,
      taxCode: null,
      capabilities: [
        {
          process: { code: 'garment-manufacturing' },
          isOwn: null,
          materials: null,
          minLotPieces: null,
          leadTimeDays: null,
          evidence: 'DECLARED',
        },
      ],
      sites: [{ latitude: 20.43, coordinatesFrom: 'STATED', country: { code: 'VN' } }],
    });
    expect(byName['Giày Thái Bình']).toMatchObject({ country: { code: 'VN' }, sectors: null, capabilities: [] });
    expect(byName['Poseidon Knitwear']).toMatchObject({
      country: null,
      capabilities: [{ process: { code: 'garment-manufacturing' } }],
      sites: [{ country: null, latitude: null }],
    });
    expect(byName['Only A Name']).toMatchObject({ country: null, sites: [], capabilities: [] });

    const second = await load(ROWS);
    expect(second.map(({ outcome }) => outcome)).toEqual([
      'matched',
      'matched',
      'matched',
      'rejected',
      'rejected',
      'matched',
    ]);
    expect(second.map(({ firmId }) => firmId)).toEqual(first.map(({ firmId }) => firmId));
    expect((await load([ROWS[0]!], 'another list'))[0]!.outcome).toBe('created');
  });

  it('is for the system alone', async () => {
    const unitOfWork = service.get(UnitOfWork);
    const supplier = await signedInSupplier(service);
    const actor = {
      kind: 'SUPPLIER',
      role: 'OWNER',
      personId: supplier.personId,
      organisationId: supplier.organisationId,
    } as const;
    await expect(unitOfWork.run(actor, () => service.get(FirmImportService).loadList('x', ROWS))).rejects.toThrow(
      /system/,
    );
    await expect(load(ROWS, 'SELF')).rejects.toThrow(/name of their own/);
  });
});

describe('snapshots of firms', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  const byIds = (ids: string[]) => service.asSystem(() => service.get(FirmSnapshotsService).byIds(ids));

  it('hold everything that stands, as plain values', async () => {
    const supplier = await signedInSupplier(service);
    const firm = await aRegisteredFirm(supplier);
    const [profile] = await byIds([firm.id, NOBODY]);
    expect(profile).toEqual({
      id: firm.id,
      factsRevision: expect.any(Number),
      name: firm.name,
      languages: ['vi', 'en'],
      endMarkets: ['motorbike'],
      sites: [
        {
          id: firm.sites[0].id,
          place: 'Lô 12, KCN Quang Minh, Hà Nội',
          provinceCode: '01',
          coordinates: { latitude: expect.closeTo(21.19, 1), longitude: expect.closeTo(105.76, 1) },
        },
      ],
      capabilities: [
        {
          id: firm.capabilities[0].id,
          siteId: firm.sites[0].id,
          process: 'die-casting',
          isOwn: true,
          materials: [firm.capabilities[0].materials[0].code],
          maxSizeMm: [508, 350, 250],
          maxMassKg: 8,
          toleranceMm: 0.05,
          roughnessRaUm: 3.2,
          thicknessMm: [1, 8],
          minLotPieces: 500,
          monthlyCapacity: { value: 60, unit: 'tonnes' },
          leadTimeDays: 20,
          characteristics: { axes: 3 },
          evidence: 'DECLARED',
        },
      ],
      certificates: [
        {
          id: firm.certificates[0].id,
          standard: 'iso-9001',
          validFrom: '2026-01-10',
          validTo: '2029-01-09',
          isRejected: false,
          siteIds: [firm.sites[0].id],
          evidence: 'DECLARED',
        },
      ],
    });
  });

  it('keep null what is unknown, and leave out what was withdrawn, and mark what was rejected', async () => {
    const supplier = await signedInSupplier(service);
    const official = await signedInOfficial(service);
    const firm = await aRegisteredFirm(supplier, {
      languages: null,
      capabilities: [
        { process: 'milling', site: 'xưởng 1' },
        { process: 'turning', site: 'xưởng 1' },
      ],
      certificates: [{ standard: 'ISO 9001' }, { standard: 'ISO 14001' }, { standard: 'ISO 45001' }],
    });
    await done(supplier, 'capabilityWithdraw', { id: firm.capabilities[1].id });
    await done(supplier, 'certificateWithdraw', { id: firm.certificates[0].id });
    await done(official, 'certificateVerify', {
      id: firm.certificates[1].id,
      input: { decision: 'REJECT', reasonCode: 'FORGED' },
    });
    const [profile] = await byIds([firm.id]);
    expect(profile!.languages).toBeNull();
    expect(profile!.capabilities).toEqual([
      expect.objectContaining({
        process: 'milling',
        isOwn: null,
        materials: null,
        maxSizeMm: null,
        thicknessMm: null,
        monthlyCapacity: null,
        characteristics: {},
      }),
    ]);
    expect(profile!.certificates).toHaveLength(2);
    expect(profile!.certificates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ standard: 'iso-14001', isRejected: true }),
        expect.objectContaining({ standard: 'iso-45001', isRejected: false }),
      ]),
    );
    await done(supplier, 'firmWithdraw', { id: firm.id });
    expect(await byIds([firm.id])).toEqual([]);
  });

  it('come in the order asked for, in one statement', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push((await aRegisteredFirm(await signedInSupplier(service))).id);
    const asked = [ids[2]!, ids[0]!, ids[1]!];
    expect((await byIds(asked)).map(({ id }) => id)).toEqual(asked);
    const identify = await countQueries(service, () =>
      service.get(UnitOfWork).run(system('test'), async () => undefined),
    );
    expect((await countQueries(service, () => byIds(asked))) - identify).toBe(1);
  });
});
