import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { criterionKey } from '../../src/demo/criterion-view.js';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPublishedRequest } from '../requests/requests-client.js';
import { aFirm, matched, matchesOf } from './matching-client.js';

/** What was judged can be worked with: kinds, values, units and terms as data, the same in every language. */
describe('a verdict as data', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let requestId: string;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    buyer = await signedInBuyer(service);
    official = await signedInOfficial(service);
    await aFirm(service, {
      capabilities: [
        aCapabilityInput({ site: 'xưởng 1', minLotPieces: 600, monthlyCapacity: { value: 100, unit: 'dozen' } }),
      ],
    });
    const request = await aPublishedRequest(
      buyer,
      aRequestInput({
        lines: [
          {
            title: 'Giá bắt động cơ',
            operations: [{ process: 'die casting', ownOnly: true }],
            requirements: {
              material: { anyOf: ['ADC12', 'A380'] },
              size: { length: { value: 280 }, width: { value: 160 }, height: { value: 90 } },
              mass: { value: { value: 5 } },
              thickness: { value: { value: 9 } },
              tolerance: { itGrade: 7, nominal: { value: 50 } },
              roughness: { ra: { value: 6.3, unit: 'um' } },
              lot: { pieces: 500 },
              volume: { perMonth: { value: 1000, unit: 'pieces' } },
              leadTime: { days: 30 },
              delivery: {
                from: '2027-01-01',
                to: '2027-06-30',
                latitude: 21.03,
                longitude: 105.85,
                maxDistance: { value: 100, unit: 'km' },
                provinces: ['01'],
              },
              certificates: [{ standard: 'ISO 9001', minEvidence: 'VERIFIED' }],
              languages: { anyOf: ['ja', 'en'], level: 'PREFERENCE', weight: 2 },
              endMarkets: { anyOf: ['motorbike'], level: 'PREFERENCE', weight: 1 },
              characteristics: [{ code: 'axes', atLeast: 5 }],
            },
          },
        ],
      }),
    );
    requestId = request.id;
    await matched(buyer, requestId);
  });
  afterAll(() => service?.close());

  const inLanguage = async (language: 'vi' | 'en') => {
    const [match] = (await matchesOf(official.inLanguage(language), requestId)).matches.nodes;
    return {
      ...match,
      byKey: Object.fromEntries(match.verdicts.map((verdict: any) => [criterionKey(verdict.criterion), verdict])),
    };
  };

  const MM = { code: 'mm', symbol: 'mm' };
  const KM = { code: 'km', symbol: 'km' };
  const MICROMETRES = { code: 'um', symbol: 'µm' };
  const PIECES = { code: 'pieces', symbol: 'pieces' };
  const DAYS = { code: 'days', symbol: 'days' };
  const mm = (value: number) => ({ value, unit: MM });

  it.each<[string, object]>([
    [
      'process:1',
      {
        criterion: { kind: 'PROCESS', operation: { position: 1 }, label: '1. die casting' },
        reason: 'HOLDS',
        required: { __typename: 'StatedProcess', process: { code: 'die-casting' }, isOwn: true },
        offered: { __typename: 'StatedProcess', process: { code: 'die-casting' }, isOwn: true },
        margin: null,
        evidence: 'DECLARED',
      },
    ],
    [
      'material',
      {
        criterion: { kind: 'MATERIAL', operation: null, standard: null, characteristic: null, label: 'Material' },
        required: { __typename: 'StatedMaterials', materials: [{ code: 'adc12' }, { code: 'a380' }] },
        offered: { __typename: 'StatedMaterials', materials: [{ code: 'adc12' }], text: 'Die-casting aluminium ADC12' },
      },
    ],
    [
      'size',
      {
        required: { __typename: 'StatedSides', sides: [mm(280), mm(160), mm(90)], text: '280 × 160 × 90 mm' },
        offered: { __typename: 'StatedSides', sides: [mm(508), mm(350), mm(250)] },
        margin: mm(160),
      },
    ],
    ['mass', { required: { __typename: 'StatedQuantity', amount: { value: 5, unit: { code: 'kg', symbol: 'kg' } } } }],
    [
      'thickness',
      {
        outcome: 'UNMET',
        reason: 'SHORT',
        offered: { __typename: 'StatedRange', lowest: mm(1), highest: mm(8), text: '1–8 mm' },
        margin: mm(-1),
      },
    ],
    [
      'tolerance',
      {
        required: { __typename: 'StatedTolerance', plusMinus: mm(0.0125), basis: 'IT7', nominal: mm(50) },
        offered: { __typename: 'StatedTolerance', plusMinus: mm(0.05), basis: null, nominal: null },
      },
    ],
    [
      'roughness',
      {
        required: { amount: { value: 6.3, unit: MICROMETRES }, text: 'Ra ≤ 6.3 µm' },
        offered: { amount: { value: 3.2, unit: MICROMETRES } },
        margin: { value: 3.1, unit: MICROMETRES },
      },
    ],
    ['lot', { offered: { amount: { value: 600, unit: PIECES } }, margin: { value: -100, unit: PIECES } }],
    [
      'volume',
      {
        required: { amount: { value: 1000, unit: PIECES }, text: '≥ 1,000 pieces a month' },
        offered: {
          __typename: 'StatedConvertedQuantity',
          amount: { value: 1200, unit: PIECES },
          stated: { value: 100, unit: { code: 'dozen' } },
        },
        margin: { value: 200, unit: PIECES },
      },
    ],
    ['leadTime', { criterion: { kind: 'LEAD_TIME' }, margin: { value: 10, unit: DAYS } }],
    [
      'place',
      {
        required: { __typename: 'StatedNearness', maxDistance: { value: 100, unit: KM }, provinces: [{ code: '01' }] },
        offered: { __typename: 'StatedLocation', province: { code: '01' } },
      },
    ],
    [
      'certificate:iso-9001',
      {
        criterion: { kind: 'CERTIFICATE', standard: { code: 'iso-9001' }, label: 'ISO 9001' },
        reason: 'WEAK_EVIDENCE',
        required: {
          __typename: 'StatedPeriod',
          standards: [{ code: 'iso-9001' }],
          from: '2027-01-01',
          to: '2027-06-30',
          evidence: 'VERIFIED',
        },
        offered: { standards: [{ code: 'iso-9001' }], from: '2026-01-10', to: '2029-01-09', evidence: 'DECLARED' },
      },
    ],
    [
      'languages',
      {
        level: 'PREFERENCE',
        weight: 2,
        required: { __typename: 'StatedTerms', terms: [{ code: 'ja' }, { code: 'en' }], text: 'Japanese or English' },
        offered: { __typename: 'StatedTerms', terms: [{ code: 'vi' }, { code: 'en' }] },
      },
    ],
    ['endMarket', { criterion: { kind: 'END_MARKET' }, required: { terms: [{ code: 'motorbike' }] } }],
    [
      'characteristic:axes',
      {
        criterion: { kind: 'CHARACTERISTIC', characteristic: { code: 'axes' } },
        required: { __typename: 'StatedBounds', atLeast: { value: 5, unit: null }, atMost: null },
        offered: { atLeast: { value: 3 }, atMost: { value: 3 } },
        margin: { value: -2, unit: null },
      },
    ],
  ])('has kinds, values and units of its own for %s', async (key, expected) => {
    expect((await inLanguage('en')).byKey[key]).toMatchObject(expected);
  });

  it('answers what the line says that it will be judged by, in the same order', async () => {
    const { request } = await buyer.data(
      `query ($id: ID!) { request(id: $id) { lines { nodes {
         criteria { criterion { kind operation { position } standard { code } characteristic { code } } level weight } } } } }`,
      { id: requestId },
    );
    const [{ criteria }] = request.lines.nodes;
    const counting = ({ criterion, level, weight }: any) => [criterionKey(criterion), level, weight];
    expect(criteria.map(counting)).toEqual((await inLanguage('en')).verdicts.map(counting));
  });

  it('says the same of gaps', async () => {
    const { gaps } = await inLanguage('en');
    const gap = (key: string) => gaps.find(({ criterion }: any) => criterionKey(criterion) === key);
    expect(gap('thickness')).toMatchObject({ short: mm(1), closes: 'EQUIPMENT' });
    expect(gap('lot')).toMatchObject({ short: { value: 100, unit: PIECES }, closes: 'COMMERCIAL' });
    expect(gap('certificate:iso-9001')).toMatchObject({
      criterion: { standard: { code: 'iso-9001' }, label: 'ISO 9001' },
      short: null,
      closes: 'PAPERWORK',
    });
  });

  it('has its words, and nothing else, in the language of the reader', async () => {
    const [vi, en] = await Promise.all([inLanguage('vi'), inLanguage('en')]);
    expect(vi.byKey.roughness).toMatchObject({ criterion: { label: 'Độ nhám' }, required: { text: 'Ra ≤ 6,3 µm' } });
    expect(vi.byKey.lot.margin).toEqual({ value: -100, unit: { code: 'pieces', symbol: 'chiếc' } });
    const withoutWords = (match: any) =>
      JSON.parse(JSON.stringify(match), (key, value) =>
        ['text', 'label', 'symbol', 'sentence'].includes(key) ? undefined : value,
      );
    expect(withoutWords(vi)).toEqual(withoutWords(en));
  });
});
