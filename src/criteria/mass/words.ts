import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Khối lượng chi tiết',
    met: ({ offered, required }) => `Nhận chi tiết nặng tối đa ${offered}; chi tiết nặng ${required}`,
    short: ({ offered, required, short }) => `Nhận chi tiết nặng tối đa ${offered}, thiếu ${short} so với ${required}`,
    gap: (short) => `Khối lượng chi tiết còn thiếu ${short}`,
    step: 'cần thiết bị chịu được chi tiết nặng hơn',
  },
  en: {
    subject: 'Part mass',
    met: ({ offered, required }) => `Handles parts up to ${offered}; the part is ${required}`,
    short: ({ offered, required, short }) => `Handles parts up to ${offered}, ${short} short of ${required}`,
    gap: (short) => `Part mass ${short} short`,
    step: 'needs equipment for heavier parts',
  },
};

export const massWords = measuredWords(TABLES);
