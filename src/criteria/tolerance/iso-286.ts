import { isInRange, type SizeRange } from './size-range.js';

/**
 * Standard tolerance grades for linear sizes: ISO 286-1:2010 (TCVN 2244), Table 1 for IT1 to IT18 and Table B.1 for IT0,
 * for nominal sizes up to 3150 mm. Values are the full width of the zone, in micrometres; a ± value is half of it.
 */

/** Each range is above the one before it and up to and including its own value, in millimetres. */
const UP_TO_MM = [
  3, 6, 10, 18, 30, 50, 80, 120, 180, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
] as const;

/** Rows by grade; a shorter row has no value for the larger sizes. */
const WIDTH_UM: Record<number, readonly number[]> = {
  0: [0.5, 0.6, 0.6, 0.8, 1, 1, 1.2, 1.5, 2, 3, 4, 5, 6],
  1: [0.8, 1, 1, 1.2, 1.5, 1.5, 2, 2.5, 3.5, 4.5, 6, 7, 8, 9, 10, 11, 13, 15, 18, 22, 26],
  2: [1.2, 1.5, 1.5, 2, 2.5, 2.5, 3, 4, 5, 7, 8, 9, 10, 11, 13, 15, 18, 21, 25, 30, 36],
  3: [2, 2.5, 2.5, 3, 4, 4, 5, 6, 8, 10, 12, 13, 15, 16, 18, 21, 24, 29, 35, 41, 50],
  4: [3, 4, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 33, 39, 46, 55, 68],
  5: [4, 5, 6, 8, 9, 11, 13, 15, 18, 20, 23, 25, 27, 32, 36, 40, 47, 55, 65, 78, 96],
  6: [6, 8, 9, 11, 13, 16, 19, 22, 25, 29, 32, 36, 40, 44, 50, 56, 66, 78, 92, 110, 135],
  7: [10, 12, 15, 18, 21, 25, 30, 35, 40, 46, 52, 57, 63, 70, 80, 90, 105, 125, 150, 175, 210],
  8: [14, 18, 22, 27, 33, 39, 46, 54, 63, 72, 81, 89, 97, 110, 125, 140, 165, 195, 230, 280, 330],
  9: [25, 30, 36, 43, 52, 62, 74, 87, 100, 115, 130, 140, 155, 175, 200, 230, 260, 310, 370, 440, 540],
  10: [40, 48, 58, 70, 84, 100, 120, 140, 160, 185, 210, 230, 250, 280, 320, 360, 420, 500, 600, 700, 860],
  11: [60, 75, 90, 110, 130, 160, 190, 220, 250, 290, 320, 360, 400, 440, 500, 560, 660, 780, 920, 1100, 1350],
  12: [100, 120, 150, 180, 210, 250, 300, 350, 400, 460, 520, 570, 630, 700, 800, 900, 1050, 1250, 1500, 1750, 2100],
  13: [140, 180, 220, 270, 330, 390, 460, 540, 630, 720, 810, 890, 970, 1100, 1250, 1400, 1650, 1950, 2300, 2800, 3300],
  14: [
    250, 300, 360, 430, 520, 620, 740, 870, 1000, 1150, 1300, 1400, 1550, 1750, 2000, 2300, 2600, 3100, 3700, 4400,
    5400,
  ],
  15: [
    400, 480, 580, 700, 840, 1000, 1200, 1400, 1600, 1850, 2100, 2300, 2500, 2800, 3200, 3600, 4200, 5000, 6000, 7000,
    8600,
  ],
  16: [
    600, 750, 900, 1100, 1300, 1600, 1900, 2200, 2500, 2900, 3200, 3600, 4000, 4400, 5000, 5600, 6600, 7800, 9200,
    11000, 13500,
  ],
  17: [
    1000, 1200, 1500, 1800, 2100, 2500, 3000, 3500, 4000, 4600, 5200, 5700, 6300, 7000, 8000, 9000, 10500, 12500, 15000,
    17500, 21000,
  ],
  18: [
    1400, 1800, 2200, 2700, 3300, 3900, 4600, 5400, 6300, 7200, 8100, 8900, 9700, 11000, 12500, 14000, 16500, 19500,
    23000, 28000, 33000,
  ],
};

/** IT14 to IT18 are not used for sizes up to 1 mm (ISO 286-1, note to Table 1). */
const COARSE_FROM_GRADE = 14;
const COARSE_ABOVE_MM = 1;

/** The grades of Table 1: those a drawing may ask for. */
export const IT_GRADES = { least: 1, most: 18 } as const;

/** The sizes a grade has values for; of a grade that is none, those of the whole table. */
export function sizesOfGrade(itGrade: number): SizeRange {
  const ranges = WIDTH_UM[itGrade]?.length ?? UP_TO_MM.length;
  const fromMm = itGrade >= COARSE_FROM_GRADE ? COARSE_ABOVE_MM : 0;
  return { fromMm, includesFrom: false, upToMm: UP_TO_MM[ranges - 1]! };
}

/** Full width of the tolerance zone in millimetres, or null outside the table. */
export function standardToleranceMm(itGrade: number, nominalMm: number): number | null {
  if (!isInRange(sizesOfGrade(itGrade), nominalMm)) return null;
  const range = UP_TO_MM.findIndex((upTo) => nominalMm <= upTo);
  const width = WIDTH_UM[itGrade]?.[range];
  return width === undefined ? null : width / 1000;
}
