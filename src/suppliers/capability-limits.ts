import { UNIT } from '../taxonomy/units.js';

/** What no firm of the trade goes beyond, nor any part asked for: a number above is a slip of the pen or of the unit. */

/** A lot, or what is made in a month. */
export const LARGEST_AMOUNT = 1_000_000_000;
export const LONGEST_LEAD_TIME = { unit: UNIT.days, most: 3650 };
/** Ra 50 is what sand casting leaves. */
export const ROUGHEST = { unit: UNIT.um, most: 100 };
/** 10 m: a tolerance beyond it is wrong, whatever the part. */
export const WIDEST_TOLERANCE_MM = 10_000;

export const MOST_MATERIALS = 50;
export const MOST_CHARACTERISTICS = 30;
export const LONGEST_MACHINES = 2000;
