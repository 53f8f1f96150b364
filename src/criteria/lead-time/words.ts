import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Thời gian giao hàng',
    met: ({ offered, required }) => `Thời gian giao hàng ${offered}; cho phép ${required}`,
    short: ({ offered, required, short }) =>
      `Thời gian giao hàng ${offered}, lâu hơn ${short} so với mức cho phép ${required}`,
    gap: (short) => `Thời gian giao hàng lâu hơn ${short} so với yêu cầu`,
    step: 'cần thỏa thuận thời gian giao hàng ngắn hơn',
  },
  en: {
    subject: 'Lead time',
    met: ({ offered, required }) => `Lead time ${offered}; ${required} allowed`,
    short: ({ offered, required, short }) => `Lead time ${offered}, ${short} longer than the ${required} allowed`,
    gap: (short) => `Lead time ${short} too long`,
    step: 'a shorter lead time would have to be agreed',
  },
};

export const leadTimeWords = measuredWords(TABLES, { sign: '≤ ' });
