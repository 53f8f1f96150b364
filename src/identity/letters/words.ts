import { catalogue, type Language, type Message, sentence } from '../../platform/i18n/message.js';
import type { Mail } from '../../platform/mail/letter.js';

/** What stands in every letter of this room. */
export const WORDS = catalogue({
  GREETING: { vi: 'Chào {name},', en: 'Hello {name},' },
  ONCE: {
    vi: 'Chỉ dùng được một lần, trong {time}. Đừng chuyển thư này cho ai.',
    en: 'It works once, within {time}. Do not pass this mail on.',
  },
  MINUTES: { vi: '{number} phút', en: '{number} minutes' },
  HOURS: { vi: '{number} giờ', en: '{number} hours' },
  DAYS: { vi: '{number} ngày', en: '{number} days' },
});

export interface Reader {
  name: string;
  address: string;
  language: Language;
}

/** What a letter says that somebody answers with a token. */
interface TokenText {
  SUBJECT: Message;
  OPENING: Message;
  ACTION: Message;
  CLOSING: Message;
}

/** A letter with something to be done by it: once, and for a while. `values` are what subject and opening speak of. */
export function letterWithToken(
  reader: Reader,
  text: TokenText,
  { page, token, time, values = {} }: { page: string; token: string; time: string; values?: Record<string, string> },
): Mail {
  const { language } = reader;
  return letterTo(reader, {
    subject: sentence(text.SUBJECT, language, values),
    opening: [sentence(text.OPENING, language, values)],
    action: { label: text.ACTION[language], page, token },
    closing: [sentence(WORDS.ONCE, language, { time }), text.CLOSING[language]],
  });
}

/** A letter of this room: it greets its reader before anything else. */
export function letterTo({ name, address, language }: Reader, letter: Omit<Mail, 'to' | 'language'>): Mail {
  const opening = [sentence(WORDS.GREETING, language, { name }), ...letter.opening];
  return { ...letter, to: { name, address }, language, opening };
}
