/** The lines that are measured: what a buyer asks for, in the trade’s words. */
export interface MeasuredLine {
  name: string;
  operations: { process: string }[];
}

export const LINES: MeasuredLine[] = [
  { name: 'narrow: 5-axis milling', operations: [{ process: '5-axis milling' }] },
  { name: 'broad: machining', operations: [{ process: 'machining' }] },
  {
    name: 'three operations',
    operations: [{ process: 'stamping' }, { process: 'spot welding' }, { process: 'e-coating' }],
  },
];

/** The same for all of them, so that they differ in their processes only. */
export const REQUIREMENTS = {
  material: { anyOf: ['SUS304', 'nhôm 6061', 'SPCC'] },
  size: { length: mm(300), width: mm(120), height: mm(60) },
  mass: { value: { value: 2, unit: 'kg' } },
  tolerance: { plusMinus: mm(0.05) },
  lot: { pieces: 500 },
  volume: { perMonth: { value: 20_000, unit: 'pieces' } },
  leadTime: { days: 30, level: 'PREFERENCE' },
  delivery: {
    from: '2027-01-15',
    to: '2027-06-30',
    latitude: 21.13,
    longitude: 105.78,
    maxDistance: { value: 60, unit: 'km' },
    level: 'PREFERENCE',
  },
  certificates: [{ standard: 'ISO 9001' }],
  languages: { anyOf: ['ja', 'en'], level: 'PREFERENCE' },
} as const;

/** The cases are of this day, whenever they are measured. */
export const AS_OF = '2026-11-22';

function mm(value: number): { value: number; unit: 'mm' } {
  return { value, unit: 'mm' };
}
