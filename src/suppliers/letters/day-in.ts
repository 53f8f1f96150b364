import type { Language } from '../../platform/i18n/message.js';

const LOCALES = { vi: 'vi-VN', en: 'en-GB' };
const FORMAT = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' } as const;

/** A moment as it is written where firms are. */
export const dayIn = (language: Language, moment: Date): string =>
  new Intl.DateTimeFormat(LOCALES[language], FORMAT).format(moment);
