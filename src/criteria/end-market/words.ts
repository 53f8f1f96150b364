import { anyOfWords, type AnyOfTable } from '../words/any-of.js';
import type { InLanguages } from '../words/language.js';

const TABLES: InLanguages<AnyOfTable> = {
  vi: {
    subject: 'Thị trường cuối',
    isLowered: true,
    holds: ({ offered }) => `Đang phục vụ thị trường ${offered}`,
    notAmong: ({ offered, required }) => `Đang phục vụ thị trường ${offered}, chưa phục vụ ${required}`,
  },
  en: {
    subject: 'End markets',
    isLowered: true,
    holds: ({ offered }) => `Serves ${offered}`,
    notAmong: ({ offered, required }) => `Serves ${offered}, not ${required}`,
  },
};

export const endMarketWords = anyOfWords(TABLES, ({ endMarkets }) => endMarkets);
