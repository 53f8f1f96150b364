import { catalogue } from '../i18n/message.js';

/** What can be wrong with any text, whatever it means. */
export const TEXT = catalogue({
  TEXT_MISSING: {
    vi: 'Mục này không được để trống.',
    en: 'This must not be empty.',
  },
  TEXT_TOO_LONG: {
    vi: 'Mục này dài {length} ký tự, tối đa là {max}.',
    en: 'This has {length} characters; {max} are allowed.',
  },
  TEXT_LOOKS_ALIKE: {
    vi: 'Tên này chứa ký tự "{character}" ({code}) của một loại chữ khác, trông giống chữ thường dùng. Hãy gõ lại bằng một loại chữ.',
    en: 'This name contains "{character}" ({code}), which looks like a letter of another script. Type it again in one script.',
  },
  TEXT_CONTROL_CHARACTER: {
    vi: 'Mục này chứa ký tự điều khiển {character} ở vị trí {position}; hãy xoá ký tự đó.',
    en: 'This contains the control character {character} at position {position}; remove it.',
  },
});
