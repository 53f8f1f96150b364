import { detailOf } from '../verdict.js';
import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Đặc tính',
    met: ({ detail, offered, required }) => `${detail}: ${offered}; yêu cầu ${required}`,
    short: ({ detail, offered, required, short }) => `${detail}: ${offered}, lệch ${short} so với yêu cầu ${required}`,
    gap: (short, detail) => `${detail} lệch ${short} so với yêu cầu`,
    step: 'cần thiết bị có khả năng cao hơn',
  },
  en: {
    subject: 'Characteristic',
    met: ({ detail, offered, required }) => `${detail}: ${offered}; ${required} asked`,
    short: ({ detail, offered, required, short }) => `${detail}: ${offered}, ${short} away from ${required}`,
    gap: (short, detail) => `${detail} ${short} away from what is asked`,
    step: 'needs more capable equipment',
  },
};

export const characteristicWords = measuredWords(TABLES, {
  subject: (key, values) => values.label(values.taxonomy.characteristics, detailOf(key)),
});
