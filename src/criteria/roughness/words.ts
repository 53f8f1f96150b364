import type { Stated } from '../verdict.js';
import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';
import type { StatedValues } from '../words/stated-values.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Độ nhám',
    met: ({ offered, required, isExact }) =>
      isExact ? `Độ nhám ${offered}, vừa đúng yêu cầu` : `Độ nhám ${offered}, mịn hơn yêu cầu ${required}`,
    short: ({ offered, required, short }) => `Độ nhám ${offered}, thô hơn ${short} so với yêu cầu ${required}`,
    gap: (short) => `Độ nhám Ra thô hơn ${short} so với yêu cầu`,
    step: 'cần công đoạn gia công tinh hơn',
  },
  en: {
    subject: 'Roughness',
    met: ({ offered, required, isExact }) =>
      isExact ? `Roughness ${offered}, exactly as asked` : `Roughness ${offered}, finer than the ${required} asked`,
    short: ({ offered, required, short }) => `Roughness ${offered}, ${short} coarser than the ${required} asked`,
    gap: (short) => `Roughness Ra ${short} too coarse`,
    step: 'needs a finer finishing step',
  },
};

const named = (ra: Stated, values: StatedValues): string => `Ra ${values.stated(ra)}`;

export const roughnessWords = measuredWords(TABLES, { sign: 'Ra ≤ ', required: named, offered: named });
