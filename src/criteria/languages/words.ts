import { anyOfWords, type AnyOfTable } from '../words/any-of.js';
import type { InLanguages } from '../words/language.js';

const TABLES: InLanguages<AnyOfTable> = {
  vi: {
    subject: 'Ngôn ngữ',
    isLowered: true,
    holds: ({ offered }) => `Làm việc bằng ${offered}`,
    notAmong: ({ offered, required }) => `Làm việc bằng ${offered}, không có ${required}`,
  },
  en: {
    subject: 'Languages',
    isLowered: false,
    holds: ({ offered }) => `Works in ${offered}`,
    notAmong: ({ offered, required }) => `Works in ${offered}, not in ${required}`,
  },
};

export const languagesWords = anyOfWords(TABLES, ({ languages }) => languages);
