import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Chiều dày',
    met: ({ offered, required }) => `Gia công chiều dày ${offered}; chi tiết dày ${required}`,
    short: ({ offered, required, short }) => `Gia công chiều dày ${offered}; ${required} nằm ngoài khoảng này ${short}`,
    gap: (short) => `Chiều dày lệch ${short} ra ngoài khoảng gia công`,
    step: 'cần thiết bị phù hợp với chiều dày này',
  },
  en: {
    subject: 'Thickness',
    met: ({ offered, required }) => `Works ${offered} thick; the part is ${required}`,
    short: ({ offered, required, short }) => `Works ${offered} thick; ${required} is ${short} outside`,
    gap: (short) => `Thickness ${short} outside the range`,
    step: 'needs equipment for this thickness',
  },
};

export const thicknessWords = measuredWords(TABLES);
