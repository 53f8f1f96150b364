import { catalogue } from '../i18n/message.js';

export const FILE = catalogue({
  FILE_UNAUTHENTICATED: {
    vi: 'Hãy đăng nhập và gửi kèm mã truy cập.',
    en: 'Sign in and send the access token.',
  },
  FILE_FORBIDDEN: {
    vi: 'Chỉ nhà cung cấp mới gửi được tệp minh chứng.',
    en: 'Only suppliers can send files as evidence.',
  },
  FILE_NOT_FOUND: { vi: 'Không tìm thấy tệp này.', en: 'There is no such file.' },
  FILE_EMPTY: { vi: 'Tệp không có nội dung.', en: 'The file is empty.' },
  FILE_TOO_LARGE: {
    vi: 'Tệp lớn hơn {limit} MB.',
    en: 'The file is larger than {limit} MB.',
  },
  FILE_TYPE_REFUSED: {
    vi: 'Chỉ nhận tệp PDF, PNG hoặc JPEG; nội dung tệp này không phải các loại đó.',
    en: 'Only PDF, PNG and JPEG files are kept; the content of this one is none of them.',
  },
  FILES_TOO_MANY: {
    vi: 'Tổ chức của bạn đã có {limit} tệp, là số tối đa.',
    en: 'Your organisation has {limit} files already, which is the most there can be.',
  },
});
