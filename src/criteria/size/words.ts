import type { Verdict } from '../verdict.js';
import { UNIT } from '../../taxonomy/units.js';
import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';
import type { StatedValues } from '../words/stated-values.js';
import { longestFirst } from './judge.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Kích thước chi tiết',
    met: ({ offered, required }) => `Nhận chi tiết đến ${offered}, đủ cho ${required}`,
    short: ({ offered, short, detail }) => `Chi tiết lớn nhất ${offered}, thiếu ${short} so với cạnh ${detail}`,
    gap: (short) => `Kích thước chi tiết còn thiếu ${short}`,
    step: 'cần máy lớn hơn',
  },
  en: {
    subject: 'Part size',
    met: ({ offered, required }) => `Takes parts up to ${offered}, so ${required} fits`,
    short: ({ offered, short, detail }) => `Largest part ${offered} is ${short} short of the ${detail} side`,
    gap: (short) => `Part size ${short} short`,
    step: 'needs a larger machine',
  },
};

/** The side of the part that misses its limit by the margin. */
function shortSide({ required, offered }: Verdict, values: StatedValues): string {
  if (required.kind !== 'SIDES' || offered?.kind !== 'SIDES') return '';
  const sides = longestFirst(required.sidesMm);
  const limits = longestFirst(offered.sidesMm);
  const room = sides.map((side, index) => (limits[index] as number) - side);
  return values.amount(sides[room.indexOf(Math.min(...room))] as number, UNIT.mm);
}

export const sizeWords = measuredWords(TABLES, { detail: shortSide });
