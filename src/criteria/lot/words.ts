import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Lô tối thiểu',
    met: ({ offered, required }) => `Nhận lô từ ${offered}; yêu cầu ${required}`,
    short: ({ offered, required, short }) => `Lô tối thiểu ${offered}, lớn hơn ${short} so với yêu cầu ${required}`,
    gap: (short) => `Lô tối thiểu lớn hơn ${short} so với yêu cầu`,
    step: 'cần thỏa thuận lô tối thiểu nhỏ hơn',
  },
  en: {
    subject: 'Minimum lot',
    met: ({ offered, required }) => `Takes lots from ${offered}; ${required} asked`,
    short: ({ offered, required, short }) => `Minimum lot ${offered}, ${short} more than the ${required} asked`,
    gap: (short) => `Minimum lot ${short} too large`,
    step: 'a smaller minimum lot would have to be agreed',
  },
};

export const lotWords = measuredWords(TABLES);
