import { UNIT } from '../../taxonomy/units.js';

/** Characters. */
export const LONGEST_PLACE = 300;
export const MOST_PROVINCES = 34;
/** Half-way around the Earth. */
export const FARTHEST = { unit: UNIT.km, most: 20_100 };
export const NEAREST_KM = 0.1;
export const YEARS_AHEAD = 30;
