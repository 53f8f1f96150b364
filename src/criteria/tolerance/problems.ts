import { catalogue } from '../../platform/i18n/message.js';

/** What can be wrong with a tolerance that is asked for. */
export const TOLERANCE = catalogue({
  TOLERANCE_FORM: {
    vi: 'Hãy nêu dung sai theo đúng một cách: ± một độ dài; cấp IT kèm kích thước danh nghĩa; hoặc cấp ISO 2768 kèm kích thước danh nghĩa.',
    en: 'Give the tolerance in exactly one way: ± a length, an IT grade with its nominal size, or an ISO 2768 class with its nominal size.',
  },
  TOLERANCE_NOMINAL_MISSING: {
    vi: 'Thiếu kích thước danh nghĩa; không có nó thì không tra được dung sai.',
    en: 'The nominal size is missing; the tolerance cannot be looked up without it.',
  },
  TOLERANCE_LARGER_THAN_PART: {
    vi: 'Dung sai ±{tolerance} lớn hơn cả chi tiết (cạnh dài nhất {size}).',
    en: 'The tolerance of ±{tolerance} is larger than the part itself (longest side {size}).',
  },
  IT_GRADE_OUT_OF_RANGE: {
    vi: 'Cấp dung sai phải từ IT{least} đến IT{most}.',
    en: 'The grade must be from IT{least} to IT{most}.',
  },
  ISO_2768_CLASS_UNKNOWN: {
    vi: 'Cấp “{class}” không có trong ISO 2768-1; các cấp là f, m, c, v.',
    en: 'ISO 2768-1 has no class “{class}”; the classes are f, m, c and v.',
  },
  NOMINAL_OUT_OF_TABLE: {
    vi: '{standard} không có dung sai cho kích thước {nominal}; bảng áp dụng {range}.',
    en: '{standard} has no tolerance at {nominal}; its table goes {range}.',
  },
});
