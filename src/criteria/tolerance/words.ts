import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Dung sai',
    met: ({ offered, required, isExact }) =>
      isExact
        ? `Dung sai ${offered}, vừa đúng yêu cầu ${required}`
        : `Dung sai ${offered}, tốt hơn yêu cầu ${required}`,
    short: ({ offered, required, short }) => `Dung sai ${offered}, rộng hơn ${short} so với yêu cầu ${required}`,
    gap: (short) => `Dung sai rộng hơn ${short} so với yêu cầu`,
    step: 'cần máy chính xác hơn',
  },
  en: {
    subject: 'Tolerance',
    met: ({ offered, required, isExact }) =>
      isExact
        ? `Tolerance ${offered}, exactly the ${required} asked`
        : `Tolerance ${offered}, better than the ${required} asked`,
    short: ({ offered, required, short }) => `Tolerance ${offered}, ${short} wider than the ${required} asked`,
    gap: (short) => `Tolerance ${short} too wide`,
    step: 'needs a more precise machine',
  },
};

const CANNOT_RESOLVE: InLanguages<(required: string) => string> = {
  vi: (required) => `Dung sai cần xác nhận: ${required}`,
  en: (required) => `Tolerance to be confirmed: ${required}`,
};

export const toleranceWords = measuredWords(TABLES, {
  cannotConvert: (_verdict, { required }, { language }) => CANNOT_RESOLVE[language](required),
});
