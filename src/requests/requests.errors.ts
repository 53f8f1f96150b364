import { catalogue } from '../platform/i18n/message.js';

/** What can stand in the way of drafting, publishing, closing and withdrawing a request. */
export const REQUEST = catalogue({
  REQUEST_NOT_FOUND: {
    vi: 'Không tìm thấy yêu cầu này.',
    en: 'There is no such request.',
  },
  REQUEST_LINE_NOT_FOUND: {
    vi: 'Yêu cầu không có dòng này; để thêm dòng mới, hãy bỏ trống id.',
    en: 'The request has no such line; leave the id out to add a new one.',
  },
  REQUEST_LINE_TWICE: {
    vi: 'Dòng này xuất hiện hai lần trong dữ liệu gửi lên.',
    en: 'This line is given twice.',
  },
  REQUEST_STALE: {
    vi: 'Yêu cầu đã thay đổi từ lần bạn xem (nay version là {version}); hãy tải lại rồi sửa.',
    en: 'The request has changed since you read it (its `version` is {version} now); read it again, then change it.',
  },
  REQUEST_ALREADY_PUBLISHED: {
    vi: 'Yêu cầu đã được đăng và chưa có gì thay đổi.',
    en: 'The request is published already and nothing has changed since.',
  },
  REQUEST_NOT_PUBLISHED: {
    vi: 'Yêu cầu chưa được đăng.',
    en: 'The request has not been published.',
  },
  REQUEST_NOT_CLOSED: {
    vi: 'Yêu cầu không ở trạng thái đã đóng nên không có gì để mở lại.',
    en: 'The request is not closed; there is nothing to reopen.',
  },
  REQUEST_CLOSED: {
    vi: 'Yêu cầu đã đóng; hãy mở lại trước, hoặc rút yêu cầu.',
    en: 'The request is closed; reopen it first, or withdraw it.',
  },
  REQUEST_WITHDRAWN: {
    vi: 'Yêu cầu đã được rút; hãy lập yêu cầu mới.',
    en: 'The request has been withdrawn; write a new one.',
  },
  REQUEST_TITLE_MISSING: {
    vi: 'Yêu cầu chưa có tiêu đề.',
    en: 'The request has no title.',
  },
  REQUEST_LINES_MISSING: {
    vi: 'Yêu cầu chưa có dòng nào; cần ít nhất một chi tiết.',
    en: 'The request has no lines; it takes at least one part.',
  },
  LINE_TITLE_MISSING: {
    vi: 'Dòng này chưa có tên chi tiết.',
    en: 'This line does not name its part.',
  },
  LINE_OPERATIONS_MISSING: {
    vi: 'Dòng này chưa có công đoạn nào; cần ít nhất một công đoạn để tìm doanh nghiệp.',
    en: 'This line has no operations; firms are found by at least one.',
  },
  LINE_DELIVERY_PAST: {
    vi: 'Thời gian giao hàng của dòng này đã qua ({to}); hãy sửa dòng.',
    en: 'The time of delivery of this line has passed ({to}); change the line.',
  },
});

/** What can be wrong with the values of a request beside its requirements, wherever they come from: the API or a file. */
export const REQUEST_INPUT = catalogue({
  HS_CODE_INVALID: {
    vi: 'Mã HS gồm 4, 6, 8 hoặc 10 chữ số, thuộc chương 01 đến 97.',
    en: 'An HS code has 4, 6, 8 or 10 digits, in chapters 01 to 97.',
  },
  EXCLUDED_TAX_CODE_INVALID: {
    vi: '“{taxCode}” không phải là mã số thuế.',
    en: '“{taxCode}” is not a tax code.',
  },
});
