import type { MeasureModel } from '../taxonomy/measure.model.js';
import { UNIT } from '../taxonomy/units.js';

/** How stored numbers are shown: with the unit they are stored in. */

export const millimetres = (value: number): MeasureModel => ({ value, unit: UNIT.mm });
export const kilograms = (value: number): MeasureModel => ({ value, unit: UNIT.kg });
