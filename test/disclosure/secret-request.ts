import { daysAhead } from '../harness/factories/a-request-input.js';

/** What the input of a request may be changed to, so that nobody else would write it by chance. */
export interface Secrets {
  nominal: number;
  itGrade: number;
  perMonth: number;
  partMass: number;
  length: number;
  lot: number;
  place: string;
  latitude: number;
  longitude: number;
  maxDistance: number;
}

export const SECRETS: Secrets = {
  nominal: 137.31,
  itGrade: 6,
  perMonth: 48_731,
  partMass: 7.313,
  length: 613.7,
  lot: 4_137,
  place: 'Lô 87B, KCN Thăng Long, Hà Nội',
  latitude: 21.1237,
  longitude: 105.7719,
  maxDistance: 61.3,
};

/** In the same bands, and nowhere the same. */
export const OTHERS_IN_THE_BANDS: Secrets = {
  nominal: 41.93,
  itGrade: 11,
  perMonth: 11_907,
  partMass: 0.291,
  length: 97.1,
  lot: 211,
  place: 'Cảng Đình Vũ, Hải Phòng',
  latitude: 20.8329,
  longitude: 106.7791,
  maxDistance: 13.9,
};

export const TEXTS = {
  title: 'Hộp số Zephyrine 9000',
  line: 'Vỏ Quillon bí mật',
  partNumber: 'QX-77-ZPH',
  drawingNumber: 'DWG-QUILLON-3',
  description: 'Chỉ dành cho dự án Marzipan',
};

/** A request that says all of it. */
export function aSecretRequest(secrets: Secrets = SECRETS, { deliveredIn = 61 } = {}) {
  const must = { level: 'MUST' };
  return {
    title: TEXTS.title,
    lines: [
      {
        ...{ title: TEXTS.line, partNumber: TEXTS.partNumber, drawingNumber: TEXTS.drawingNumber },
        description: TEXTS.description,
        operations: [{ process: 'die casting' }, { process: 'CNC milling' }],
        requirements: {
          material: { anyOf: ['ADC12'], ...must },
          size: { length: { value: secrets.length }, width: { value: 87.3 }, height: { value: 41.9 }, ...must },
          mass: { value: { value: secrets.partMass }, ...must },
          tolerance: { itGrade: secrets.itGrade, nominal: { value: secrets.nominal }, ...must },
          lot: { pieces: secrets.lot, ...must },
          volume: {
            perMonth: { value: secrets.perMonth, unit: 'pieces' },
            partMass: { value: secrets.partMass },
            ...must,
          },
          delivery: {
            ...{ from: daysAhead(deliveredIn), to: daysAhead(deliveredIn + 300), place: secrets.place },
            ...{ latitude: secrets.latitude, longitude: secrets.longitude },
            maxDistance: { value: secrets.maxDistance, unit: 'km' },
            ...must,
          },
        },
      },
    ],
  };
}

const written = (...values: number[]): string[] =>
  values.flatMap((value) => [
    String(value),
    new Intl.NumberFormat('vi').format(value),
    new Intl.NumberFormat('en').format(value),
  ]);

/** What the requirements say, as numbers and as sentences in both languages write them. */
export const REQUIRED: readonly string[] = [
  ...written(SECRETS.nominal, SECRETS.perMonth, SECRETS.partMass, SECRETS.length, SECRETS.lot),
  `IT${SECRETS.itGrade}`,
];

/** What tells where the parts go. */
export const PLACE: readonly string[] = [
  ...written(SECRETS.latitude, SECRETS.longitude, SECRETS.maxDistance),
  ' km',
  'Lô 87B',
];
