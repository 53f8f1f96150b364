import { catalogue } from '../platform/i18n/message.js';

/** What can be wrong with a requirement of any criterion. */
export const REQUIREMENT = catalogue({
  LIST_EMPTY: {
    vi: 'Danh sách trống; hãy nêu ít nhất một mục hoặc bỏ hẳn yêu cầu này.',
    en: 'The list is empty; name at least one entry or leave the requirement out.',
  },
  WEIGHT_OUT_OF_RANGE: {
    vi: 'Trọng số phải lớn hơn 0 và không quá {limit}.',
    en: 'The weight must be greater than 0 and at most {limit}.',
  },
  NOT_WHOLE: {
    vi: 'Phải là số nguyên.',
    en: 'It must be a whole number.',
  },
});
