import { describe, expect, it } from '@jest/globals';
import { Problems } from '../../platform/graphql/problems.js';
import { shippedTaxonomy } from '../../taxonomy/load-taxonomy.js';
import { loadPlaceReader } from '../../taxonomy/places.js';
import type { ComponentRequestInput, RequestLineInput } from '../requests.inputs.js';
import type { RequirementsGiven } from '../../criteria/registry.js';
import { readRequest } from './read-request.js';

const taxonomy = shippedTaxonomy();
const places = loadPlaceReader(taxonomy);
const TODAY = '2026-11-24';

async function read(input: ComponentRequestInput) {
  const problems = new Problems();
  const content = await readRequest(input, {
    taxonomy,
    places,
    problems,
    overtaken: problems,
    language: 'en',
    today: TODAY,
  });
  const found = problems.refusal().problems.map(({ message, path }) => `${message.code} ${path.join('.')}`);
  return { content, found, problems: problems.refusal().problems };
}

const line = (changes: RequestLineInput) => read({ lines: [changes] });
const requirements = (changes: RequirementsGiven) => line({ requirements: changes });
/** Problems of one line's requirements, with paths from there on. */
const wrong = async (changes: RequirementsGiven) =>
  (await requirements(changes)).found.map((each) => each.replace('input.lines.0.requirements.', ''));

const mm = (value: number) => ({ value, unit: 'mm' });
const kg = (value: number) => ({ value, unit: 'kg' });
const BOX = { length: mm(300), width: mm(80), height: mm(40) };

describe('reading a request', () => {
  it('turns words into codes and measures into stored units', async () => {
    const { content, found } = await line({
      title: '  Giá bắt động cơ ',
      hsCode: '8714.10.90',
      operations: [{ process: 'đúc áp lực' }, { process: 'phay CNC', ownOnly: true }],
      requirements: {
        material: { anyOf: ['ADC12', 'adc 12'] },
        size: { length: { value: 10, unit: 'inch' }, width: { value: 8, unit: 'cm' }, height: mm(40) },
        mass: { value: { value: 500, unit: 'g' } },
        roughness: { ra: { value: 1.6, unit: 'um' }, level: 'PREFERENCE', weight: 2 },
        volume: { perMonth: { value: 12, unit: 'tấn' } },
        leadTime: { days: 30, level: 'PREFERENCE' },
        certificates: [{ standard: 'iso9001', minEvidence: 'DOCUMENTED' }],
      },
    });
    expect(found).toEqual([]);
    const [only] = content.lines;
    expect(only).toMatchObject({ id: null, title: 'Giá bắt động cơ', hsCode: '87141090', deliveryPlace: null });
    expect(only!.operations.map(({ ownOnly }) => ownOnly)).toEqual([false, true]);
    expect(only!.operations.every(({ process }) => taxonomy.processes.get(process))).toBe(true);
    expect(only!.requirements).toMatchObject({
      size: { sidesMm: [254, 80, 40], level: 'MUST' },
      mass: { kg: 0.5, level: 'MUST' },
      roughness: { raUm: 1.6, level: 'PREFERENCE', weight: 2 },
      volume: { perMonth: { value: 12, unit: 'tonnes' }, partMassKg: null },
      leadTime: { days: 30, level: 'PREFERENCE', weight: 1 },
      certificates: [{ minEvidence: 'DOCUMENTED', level: 'MUST' }],
      characteristics: [],
      deliveryWindow: null,
    });
    expect(only!.requirements.material!.anyOf).toHaveLength(1);
  });

  it('understands Vietnamese without its marks as it does with them', async () => {
    const marked = await line({ operations: [{ process: 'tiện CNC' }, { process: 'mài tròn' }] });
    const bare = await line({ operations: [{ process: 'tien CNC' }, { process: 'mai tron' }] });
    expect(bare.found).toEqual([]);
    expect(bare.content.lines[0]!.operations).toEqual(marked.content.lines[0]!.operations);
  });

  it('takes an empty request: what is missing is asked when publishing', async () => {
    expect(await read({})).toMatchObject({
      found: [],
      content: { title: null, description: null, excludedTaxCodes: [], lines: [] },
    });
  });

  it('keeps each of the three ways to give a tolerance', async () => {
    const tolerance = async (input: RequirementsGiven['tolerance']) =>
      (await requirements({ tolerance: input })).content.lines[0]!.requirements.tolerance;
    expect(await tolerance({ plusMinus: { value: 20, unit: 'um' } })).toEqual({
      kind: 'PLUS_MINUS',
      toleranceMm: 0.02,
      level: 'MUST',
    });
    expect(await tolerance({ itGrade: 6, nominal: mm(22) })).toEqual({
      kind: 'ISO_286',
      itGrade: 6,
      nominalMm: 22,
      level: 'MUST',
    });
    expect(await tolerance({ iso2768: 'M', nominal: mm(80), level: 'PREFERENCE', weight: 3 })).toEqual({
      kind: 'ISO_2768',
      toleranceClass: 'm',
      nominalMm: 80,
      level: 'PREFERENCE',
      weight: 3,
    });
  });

  it('finds the place of delivery by its words, and takes coordinates before them', async () => {
    const delivery = async (input: RequirementsGiven['delivery']) =>
      (await requirements({ delivery: input })).content.lines[0]!;
    const maxDistance = { value: 60, unit: 'km' };
    const byWords = await delivery({ place: 'KCN Thăng Long, Hà Nội', maxDistance });
    expect(byWords.requirements.place).toMatchObject({ maxKm: 60, provinceCodes: [], level: 'MUST' });
    expect(byWords.requirements.place!.coordinates!.latitude).toBeCloseTo(21.1, 0);
    const given = { latitude: 20.5, longitude: 105.9 };
    expect(
      (await delivery({ place: 'KCN Thăng Long', ...given, maxDistance })).requirements.place!.coordinates,
    ).toEqual(given);
    expect((await delivery({ provinces: ['Bắc Ninh', 'ha noi'] })).requirements.place!.provinceCodes).toHaveLength(2);
  });

  it('asks for certificates only, where delivery gives days and a place without a distance', async () => {
    const [only] = (
      await requirements({
        delivery: { from: '2027-01-15', to: '2027-12-31', place: 'kho của chúng tôi' },
      })
    ).content.lines;
    expect(only!.requirements.place).toBeUndefined();
    expect(only!.requirements.deliveryWindow).toEqual({ from: '2027-01-15', to: '2027-12-31' });
    expect(only!.deliveryPlace).toEqual({ words: 'kho của chúng tôi', coordinates: null });
  });

  it('verifies Vietnamese tax codes and lets those of other countries be', async () => {
    const { content, found } = await read({
      excludedTaxCodes: ['0100109106', ' 0100109106-001', 'jp-1234567890', '0100109107'],
    });
    expect(content.excludedTaxCodes).toEqual(['0100109106', '0100109106-001', 'JP-1234567890']);
    expect(found).toEqual(['EXCLUDED_TAX_CODE_INVALID input.excludedTaxCodes.3']);
  });

  it('says everything that is wrong at once, each with its place', async () => {
    const { found } = await read({
      title: 'x'.repeat(201),
      lines: [
        { hsCode: '99', operations: [{ process: 'dịch chuyển tức thời' }, { process: ' ' }] },
        { requirements: { material: { anyOf: [] }, mass: { value: kg(-1), weight: 11, level: 'PREFERENCE' } } },
      ],
    });
    expect(found.toSorted()).toEqual([
      'HS_CODE_INVALID input.lines.0.hsCode',
      'LIST_EMPTY input.lines.1.requirements.material.anyOf',
      'TERM_UNKNOWN input.lines.0.operations.0.process',
      'TEXT_MISSING input.lines.0.operations.1.process',
      'TEXT_TOO_LONG input.title',
      'VALUE_NOT_POSITIVE input.lines.1.requirements.mass.value.value',
      'WEIGHT_OUT_OF_RANGE input.lines.1.requirements.mass.weight',
    ]);
  });

  it('suggests the nearest words for one it does not know', async () => {
    const { problems } = await line({ operations: [{ process: 'CNC miling' }] });
    expect(problems[0]!.suggestions.length).toBeGreaterThan(0);
  });

  it('takes 700 lines and no more', async () => {
    const many = (count: number) => read({ lines: Array.from({ length: count }, () => ({ title: 'Vòng đệm' })) });
    expect(await many(700)).toMatchObject({ found: [], content: { lines: { length: 700 } } });
    expect((await many(701)).found).toEqual(['TOO_MANY input.lines']);
  });

  it.each<[string, RequirementsGiven, string[]]>([
    ['a negative side', { size: { ...BOX, width: mm(-80) } }, ['VALUE_NOT_POSITIVE size.width.value']],
    ['a side of nothing', { size: { ...BOX, height: mm(0) } }, ['VALUE_NOT_POSITIVE size.height.value']],
    ['a part of 200 m', { size: { ...BOX, length: { value: 200, unit: 'm' } } }, ['VALUE_ABSURD size.length.value']],
    [
      'an unknown unit',
      { thickness: { value: { value: 1, unit: 'gang tay' } } },
      ['UNIT_UNKNOWN thickness.value.unit'],
    ],
    ['a lot of none', { lot: { pieces: 0 } }, ['VALUE_NOT_POSITIVE lot.pieces']],
    ['half a piece', { lot: { pieces: 2.5 } }, ['NOT_WHOLE lot.pieces']],
    ['yesterday', { leadTime: { days: -1 } }, ['VALUE_NOT_POSITIVE leadTime.days']],
    ['twenty years of lead time', { leadTime: { days: 7300 } }, ['VALUE_ABSURD leadTime.days']],
    ['Ra in millimetres', { roughness: { ra: mm(1.6) } }, ['VALUE_ABSURD roughness.ra.value']],
    [
      'an unknown unit of volume',
      { volume: { perMonth: { value: 5, unit: 'xe bò kéo' } } },
      ['TERM_UNKNOWN volume.perMonth.unit'],
    ],
    [
      'no volume at all',
      { volume: { perMonth: { value: 0, unit: 'kg' } } },
      ['VALUE_NOT_POSITIVE volume.perMonth.value'],
    ],
    ['no weight', { mass: { value: kg(1), level: 'PREFERENCE', weight: 0 } }, ['WEIGHT_OUT_OF_RANGE mass.weight']],
    ['no tolerance', { tolerance: {} }, ['TOLERANCE_FORM tolerance']],
    [
      'two tolerances',
      { tolerance: { plusMinus: mm(0.1), itGrade: 7, nominal: mm(50) } },
      ['TOLERANCE_FORM tolerance'],
    ],
    ['a grade of nothing', { tolerance: { itGrade: 7 } }, ['TOLERANCE_NOMINAL_MISSING tolerance.nominal']],
    ['IT19', { tolerance: { itGrade: 19, nominal: mm(50) } }, ['IT_GRADE_OUT_OF_RANGE tolerance.itGrade']],
    [
      'a grade beyond the table',
      { tolerance: { itGrade: 7, nominal: mm(3151) } },
      ['NOMINAL_OUT_OF_TABLE tolerance.nominal'],
    ],
    [
      'a coarse grade at 1 mm',
      { tolerance: { itGrade: 14, nominal: mm(1) } },
      ['NOMINAL_OUT_OF_TABLE tolerance.nominal'],
    ],
    ['class x', { tolerance: { iso2768: 'x', nominal: mm(50) } }, ['ISO_2768_CLASS_UNKNOWN tolerance.iso2768']],
    ['fine at 2.1 m', { tolerance: { iso2768: 'f', nominal: mm(2100) } }, ['NOMINAL_OUT_OF_TABLE tolerance.nominal']],
    [
      'very coarse at 3 mm',
      { tolerance: { iso2768: 'v', nominal: mm(3) } },
      ['NOMINAL_OUT_OF_TABLE tolerance.nominal'],
    ],
    [
      'a tolerance larger than the part',
      { size: BOX, tolerance: { plusMinus: mm(301) } },
      ['TOLERANCE_LARGER_THAN_PART tolerance.plusMinus'],
    ],
    ['30 February', { delivery: { from: '2027-02-30', to: '2027-03-01' } }, ['DAY_INVALID delivery.from']],
    ['a window without end', { delivery: { from: '2027-02-01' } }, ['DELIVERY_DAY_MISSING delivery.to']],
    [
      'a window the wrong way round',
      { delivery: { from: '2027-03-01', to: '2027-02-01' } },
      ['DELIVERY_ENDS_BEFORE_START delivery.to'],
    ],
    ['a window in the past', { delivery: { from: '2026-01-01', to: '2026-11-23' } }, ['DELIVERY_PAST delivery.to']],
    [
      'a window our children will see',
      { delivery: { from: '2027-01-01', to: '2099-01-01' } },
      ['DELIVERY_TOO_FAR delivery.to'],
    ],
    ['half a point', { delivery: { latitude: 21 } }, ['COORDINATE_MISSING delivery.longitude']],
    [
      'a point off the Earth',
      { delivery: { latitude: 105.8, longitude: 21 } },
      ['COORDINATE_OUT_OF_RANGE delivery.latitude'],
    ],
    [
      'a distance from nowhere',
      { delivery: { maxDistance: { value: 60, unit: 'km' } } },
      ['DELIVERY_PLACE_MISSING delivery.place'],
    ],
    [
      'a distance from who knows where',
      { delivery: { place: 'nhà bà ngoại', maxDistance: { value: 60, unit: 'km' } } },
      ['DELIVERY_PLACE_UNKNOWN delivery.place'],
    ],
    [
      'sixty millimetres away',
      { delivery: { latitude: 21, longitude: 105.8, maxDistance: mm(60) } },
      ['DISTANCE_TOO_SHORT delivery.maxDistance'],
    ],
    ['an unknown province', { delivery: { provinces: ['Atlantis'] } }, ['TERM_UNKNOWN delivery.provinces.0']],
    [
      'the same certificate under two names',
      { certificates: [{ standard: 'ISO 9001' }, { standard: 'ISO 9001:2015' }] },
      ['CERTIFICATE_TWICE certificates.1.standard'],
    ],
    [
      '31 certificates',
      { certificates: Array.from({ length: 31 }, () => ({ standard: 'ISO 9001' })) },
      ['TOO_MANY certificates'],
    ],
    [
      'a boundless number',
      { characteristics: [{ code: 'layers' }] },
      ['CHARACTERISTIC_BOUND_MISSING characteristics.0'],
    ],
    [
      'bounds that cross',
      { characteristics: [{ code: 'layers', atLeast: 8, atMost: 4 }] },
      ['CHARACTERISTIC_BOUNDS_CROSSED characteristics.0'],
    ],
    [
      'minus two layers',
      { characteristics: [{ code: 'layers', atLeast: -2 }] },
      ['CHARACTERISTIC_OUT_OF_RANGE characteristics.0.atLeast'],
    ],
    ['an unknown language', { languages: { anyOf: ['en', 'xyzzy'] } }, ['TERM_UNKNOWN languages.anyOf.1']],
  ])('refuses %s', async (_name, input, expected) => {
    expect(await wrong(input)).toEqual(expected);
  });
});
