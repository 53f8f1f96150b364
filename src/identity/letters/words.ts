import { catalogue } from '../../platform/i18n/message.js';

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
