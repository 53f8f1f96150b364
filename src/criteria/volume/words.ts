import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable } from '../words/measured.js';

const TABLES: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Công suất còn trống',
    met: ({ offered, required }) => `Công suất còn trống ${offered}; yêu cầu ${required}`,
    short: ({ offered, required, short }) =>
      `Công suất còn trống ${offered}, thiếu ${short} so với yêu cầu ${required}`,
    gap: (short) => `Công suất còn thiếu ${short}`,
    step: 'cần thêm công suất',
  },
  en: {
    subject: 'Free capacity',
    met: ({ offered, required }) => `Free capacity ${offered}; ${required} asked`,
    short: ({ offered, required, short }) => `Free capacity ${offered} is ${short} short of the ${required} asked`,
    gap: (short) => `Free capacity ${short} short`,
    step: 'needs more free capacity',
  },
};

const CANNOT_CONVERT: InLanguages<(offered: string, unit: string) => string> = {
  vi: (offered, unit) => `Công suất còn trống ${offered}, không quy đổi được sang ${unit}`,
  en: (offered, unit) => `Free capacity ${offered} cannot be turned into ${unit}`,
};

export const volumeWords = measuredWords(TABLES, {
  sign: '≥ ',
  offered: (offered, values) =>
    offered.kind === 'QUANTITY' ? values.perMonth(offered.value, offered.unit) : values.stated(offered),
  inTable: (text, values) => values.aMonth(text),
  cannotConvert: ({ required }, { offered }, values) =>
    CANNOT_CONVERT[values.language](offered, required.kind === 'QUANTITY' ? values.unit(required.unit) : ''),
});
