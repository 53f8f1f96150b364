import { beforeAll, describe, expect, it } from '@jest/globals';
import { shippedTaxonomy } from './load-taxonomy.js';
import { loadPlaceReader, type PlaceReader } from './places.js';

let read: PlaceReader;
beforeAll(() => {
  read = loadPlaceReader(shippedTaxonomy());
});

const said = (words: string) => {
  const { park, wards, province } = read(words);
  return [park?.code ?? null, wards.map(({ code }) => code), province?.code ?? null];
};

describe('the words of a place', () => {
  it.each([
    ['KCN Quang Minh, Hà Nội', ['quang-minh', [], '01']],
    ['xã Quang Minh, TP Hà Nội', [null, ['08974'], '01']],
    ['xa Quang Minh - TP Ha Noi', [null, ['08974'], '01']],
    ['Lô CN-2, KCN Đồng Văn IV, phường Lê Hồ, Ninh Bình', ['dong-van-4', ['13393'], '37']],
    ['Road 7, VSIP Bac Ninh, Tu Son, Bac Ninh, Vietnam', ['vsip-bac-ninh', [], '24']],
    ['KCN Khai Quang, Vĩnh Phúc', ['khai-quang', [], '25']],
    ['KCN Yên Phong', ['yen-phong-1', [], '24']],
    ['Bắc Giang, Việt Nam', [null, [], '24']],
    ['tỉnh Hà Nam', [null, [], '37']],
    ['Hà Nội', [null, [], '01']],
  ])('%s says %j', (words, expected) => expect(said(words)).toEqual(expected));

  it.each([
    ['several parks of one name', 'KCN Đồng Văn, Hà Nam', [null, [], '37']],
    ['a park that lies in another province', 'KCN Quang Minh, Vĩnh Phúc', [null, [], '25']],
    ['a former district', 'Phú Xuyên, Hà Nội', [null, [], '01']],
    ['a district that gave a park its name', 'xóm 5, Sóc Sơn, Hà Nội', [null, [], '01']],
    ['a former province that was split', 'Hải Hưng', [null, [], null]],
    ['another country', 'Tokyo, Japan', [null, [], null]],
    ['no words', '', [null, [], null]],
  ])('is silent about %s', (_, words, expected) => expect(said(words)).toEqual(expected));

  it('names every ward of a shared name, and the one of the province where that is said', () => {
    expect(read('xã Tân Lập').wards.length).toBeGreaterThan(1);
    expect(read('xã Tân Lập').province).toBeNull();
    expect(read('xã Tân Lập, tỉnh Tây Ninh').wards).toHaveLength(1);
  });

  it('gives the centre of the park, else of the one ward, and none for a province', () => {
    expect(read('KCN Quang Minh, xã Quang Minh, Hà Nội').coordinates).toEqual({
      latitude: 21.1936243,
      longitude: 105.7626417,
    });
    expect(read('phường Ba Đình, Hà Nội').coordinates).toEqual({ latitude: 21.0386, longitude: 105.838 });
    expect(read('xã Tân Lập').coordinates).toBeNull();
    expect(read('Hà Nội').coordinates).toBeNull();
  });

  it('takes a text of more parts than an address has for none', () => {
    expect(read(`${'đường, '.repeat(8)}KCN Quang Minh, Hà Nội`).park?.code).toBe('quang-minh');
    expect(read(`${'phố, '.repeat(100)}KCN Quang Minh, Hà Nội`)).toEqual({
      park: null,
      wards: [],
      province: null,
      coordinates: null,
    });
  });
});
