import type { LanguageTable } from './language.js';

/** Tiếng Việt, theo cách nói của người làm mua hàng kỹ thuật. */
export const VIETNAMESE: LanguageTable = {
  locale: 'vi-VN',
  dateFormat: { day: '2-digit', month: '2-digit', year: 'numeric' },
  and: 'và',
  or: 'hoặc',
  per: (amount, time) => `${amount}/${time}`,
  atLeast: (value) => `tối thiểu ${value}`,
  atMost: (value) => `tối đa ${value}`,
  between: (from, to) => `từ ${from} đến ${to}`,
  basisAt: (basis, nominal, tolerance) => `${basis} ở kích thước ${nominal} (${tolerance})`,
  outsideTable: 'ngoài phạm vi bảng của tiêu chuẩn',
  evidence: {
    DECLARED: 'tự khai',
    DOCUMENTED: 'có hồ sơ',
    VERIFIED: 'đã được xác minh',
    VISITED: 'đã được khảo sát tại chỗ',
    PROVEN: 'đã được chứng minh qua giao hàng',
  },
  silent: (subject, required) => `${subject}: chưa khai; yêu cầu ${required}`,
  notJudged: (subject, required) => `${subject}: chưa có năng lực để đối chiếu; yêu cầu ${required}, cần xác nhận`,
  closedBy: (what, step) => `${what}: ${step}`,
  notClosable: 'không khắc phục được',
};
