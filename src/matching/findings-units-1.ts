/** What the first version wrote for units that were no entries of the taxonomy: their signs. Never to be edited. */
const SIGNS_OF_VERSION_1: Record<string, string> = {
  µm: 'um',
  'mm²': 'mm2',
  t: 'tonnes-force',
  '%': 'percent',
  '1/h': 'per-hour',
  '1/inch': 'per-inch',
  HRC: 'hrc',
  'Shore A': 'shore-a',
  'N/mm': 'n-per-mm',
  'g/m²': 'gsm',
  Ne: 'ne',
  kW: 'kw',
};

/** As a reviver of JSON: the code for the sign. */
export const unitAsCode = (key: string, value: unknown): unknown =>
  key === 'unit' && typeof value === 'string' ? (SIGNS_OF_VERSION_1[value] ?? value) : value;
