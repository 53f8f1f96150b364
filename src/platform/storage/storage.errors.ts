import { catalogue } from '../i18n/message.js';

/** What stands in the way of announcing or deleting a file. */
export const FILE = catalogue({
  FILE_PURPOSE_NOT_YOURS: {
    vi: 'Tổ chức của bạn không gửi tệp cho mục đích này.',
    en: 'Your kind of organisation sends no files for this purpose.',
  },
  FILE_TYPE_REFUSED: {
    vi: 'Mục đích này chỉ nhận {types}.',
    en: 'For this purpose only {types} are kept.',
  },
  FILE_EXTENSION_DIFFERS: {
    vi: 'Tên tệp loại này phải kết thúc bằng {extensions}.',
    en: 'The name of such a file ends in {extensions}.',
  },
  FILE_EMPTY: { vi: 'Tệp không có nội dung.', en: 'A file has at least one byte.' },
  FILE_TOO_LARGE: { vi: 'Tệp lớn hơn {limit} MB.', en: 'The file is larger than {limit} MB.' },
  FILES_TOO_MANY: {
    vi: 'Tổ chức của bạn chỉ được lưu tối đa {limit} tệp. Hãy xóa những tệp không còn dùng.',
    en: 'Your organisation may keep {limit} files at most. Delete those that are no longer needed.',
  },
  FILES_TOO_LARGE: {
    vi: 'Các tệp của tổ chức bạn chỉ được chiếm tối đa {limit} MB. Hãy xóa những tệp không còn dùng.',
    en: 'The files of your organisation may take {limit} MB at most. Delete those that are no longer needed.',
  },
  FILE_NOT_FOUND: { vi: 'Không tìm thấy tệp này.', en: 'There is no such file.' },
  FILE_IN_USE: {
    vi: 'Tệp đang được dùng làm minh chứng nên không xóa được.',
    en: 'The file stands behind something else and cannot be deleted.',
  },
});

/** What the routes of files answer beside that. */
export const FILE_ROUTE = catalogue({
  FILE_UNAUTHENTICATED: { vi: 'Hãy đăng nhập và gửi kèm mã truy cập.', en: 'Sign in and send the access token.' },
  FILE_FACTOR_NEEDED: {
    vi: 'Hãy đăng ký ứng dụng xác thực trước.',
    en: 'Enrol a second factor first.',
  },
  FILE_STEP_UP_NEEDED: {
    vi: 'Hãy xác nhận lại danh tính của bạn (sessionConfirm) rồi tải bản vẽ.',
    en: 'Prove once more that it is you, with `sessionConfirm`, then fetch the drawing.',
  },
  FILE_SCOPE_MISSING: {
    vi: 'Khóa API này không có quyền với tệp.',
    en: 'This API key has no scope for files.',
  },
  FILE_LINK_OVER: { vi: 'Liên kết này không còn dùng được.', en: 'This link leads nowhere any more.' },
  FILE_SLOT_NOT_FOUND: { vi: 'Không có chỗ tải lên này.', en: 'There is no such slot.' },
  FILE_SLOT_EXPIRED: {
    vi: 'Chỗ tải lên này đã hết hạn. Hãy xin chỗ mới.',
    en: 'The time of this slot is over. Ask for another one.',
  },
  FILE_SLOT_USED: { vi: 'Chỗ tải lên này đã được dùng.', en: 'This slot has been used.' },
  FILE_SLOT_BUSY: {
    vi: 'Đang có một lần tải lên vào chỗ này.',
    en: 'Another upload to this slot is under way.',
  },
  FILE_TYPE_DIFFERS: {
    vi: 'Kiểu nội dung phải là {mediaType}, như đã khai khi xin chỗ.',
    en: 'The content type must be {mediaType}, as the slot says.',
  },
  FILE_SIZE_DIFFERS: {
    vi: 'Tệp phải có đúng {size} byte, như đã khai khi xin chỗ.',
    en: 'The file must have exactly {size} bytes, as the slot says.',
  },
  FILE_CONTENT_REFUSED: {
    vi: 'Nội dung không phải là một tệp {mediaType} hợp lệ.',
    en: 'The content is no sound file of the type {mediaType}.',
  },
  FILE_QUARANTINED: {
    vi: 'Tệp đang chờ quét vi-rút. Hãy thử lại sau.',
    en: 'The file waits for the virus scanner. Try again later.',
  },
  FILE_INFECTED: {
    vi: 'Tệp đã bị xóa vì có vi-rút.',
    en: 'The file was infected and its content has been removed.',
  },
  FILE_STORE_AWAY: {
    vi: 'Kho tệp tạm thời không hoạt động. Hãy thử lại sau.',
    en: 'The store of files does not work at the moment. Try again later.',
  },
  FILE_RANGE_REFUSED: { vi: 'Tệp không có phần này.', en: 'The file has no such part.' },
});
