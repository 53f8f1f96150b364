import { catalogue } from '../i18n/message.js';

/** What can be wrong with a value before anybody looks at what it means: it does not fit the type the schema asks for. */
export const VALUE = catalogue({
  VALUE_MISSING: { vi: 'Thiếu giá trị bắt buộc.', en: 'A value is needed here.' },
  VALUE_NULL: { vi: 'Giá trị không được là null.', en: 'The value must not be null.' },
  FIELD_UNKNOWN: { vi: 'Không có trường “{field}” ở đây.', en: 'There is no field “{field}” here.' },
  ARGUMENT_UNKNOWN: { vi: 'Không có đối số “{argument}” ở đây.', en: 'There is no argument “{argument}” here.' },
  NOT_AN_OBJECT: {
    vi: 'Cần một đối tượng kiểu {type}, không phải {value}.',
    en: 'It takes an object of type {type}, not {value}.',
  },
  NOT_ONE_OF: {
    vi: '{value} không nằm trong các giá trị: {known}.',
    en: '{value} is not one of: {known}.',
  },
  NOT_A_WHOLE_NUMBER: { vi: 'Phải là số nguyên, không phải {value}.', en: 'It must be a whole number, not {value}.' },
  NOT_A_NUMBER: { vi: 'Phải là một số, không phải {value}.', en: 'It must be a number, not {value}.' },
  NUMBER_TOO_LARGE: {
    vi: 'Số {value} vượt quá giới hạn tính được.',
    en: 'The number {value} is beyond what can be reckoned with.',
  },
  NOT_TEXT: { vi: 'Phải là văn bản, không phải {value}.', en: 'It must be text, not {value}.' },
  NOT_YES_OR_NO: { vi: 'Phải là true hoặc false, không phải {value}.', en: 'It must be true or false, not {value}.' },
  NOT_AN_ID: { vi: 'Phải là một mã định danh, không phải {value}.', en: 'It must be an id, not {value}.' },
  NOT_A_DAY: {
    vi: 'Phải là một ngày có thật, dạng YYYY-MM-DD, không phải {value}.',
    en: 'It must be a day of the calendar, YYYY-MM-DD, not {value}.',
  },
  NOT_OF_TYPE: {
    vi: 'Phải là giá trị kiểu {type}, không phải {value}.',
    en: 'It must be a value of type {type}, not {value}.',
  },
  PAGE_SIZE_OUT_OF_RANGE: { vi: 'Phải từ 1 đến {limit}.', en: 'It must be from 1 to {limit}.' },
  PAGE_FROM_BOTH_ENDS: {
    vi: 'Chỉ dùng một trong hai: `first` hoặc `last`.',
    en: 'A page begins at one end: give `first` or `last`, not both.',
  },
  NOT_A_CURSOR: {
    vi: 'Không phải con trỏ của danh sách này.',
    en: 'It is not a cursor of this list.',
  },
});

/** About the request as a whole, with how many of its problems there are. */
export const VALUES_REFUSED = {
  ONE: {
    vi: 'Một giá trị của yêu cầu không dùng được; xem extensions.problems.',
    en: 'A value of the request cannot be taken; see extensions.problems.',
  },
  SEVERAL: {
    vi: '{count} giá trị của yêu cầu không dùng được; xem extensions.problems.',
    en: '{count} values of the request cannot be taken; see extensions.problems.',
  },
};
