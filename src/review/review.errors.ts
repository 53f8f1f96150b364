import { catalogue } from '../platform/i18n/message.js';

export const REVIEW = catalogue({
  MATCH_NOT_FOUND: { vi: 'Không tìm thấy kết quả đối chiếu này.', en: 'There is no such match.' },
  MATCH_LEFT: {
    vi: 'Doanh nghiệp không còn trong kết quả đối chiếu của dòng này.',
    en: 'The firm is no longer among the matches of this line.',
  },
  MATCH_OUTDATED: {
    vi: 'Hồ sơ doanh nghiệp vừa thay đổi; kết quả đang được đối chiếu lại, hãy duyệt sau khi có kết quả mới.',
    en: 'The firm has changed since it was judged; it is being matched again. Decide on the new result.',
  },
  MATCH_UNSUITABLE: {
    vi: 'Doanh nghiệp không phù hợp với yêu cầu nên không thể duyệt.',
    en: 'The firm is unsuitable for the line, so there is nothing to approve.',
  },
  MATCH_REQUEST_WITHDRAWN: {
    vi: 'Yêu cầu đã bị rút, không còn gì để quyết định.',
    en: 'The request was withdrawn; there is nothing left to decide.',
  },
  MATCH_REQUEST_CLOSED: {
    vi: 'Yêu cầu đã đóng, không còn gì để quyết định.',
    en: 'The request is closed; there is nothing left to decide.',
  },
  ALREADY_DECIDED: {
    vi: 'Đã có quyết định; hãy hoàn tác quyết định đó trước.',
    en: 'It has been decided already; undo that decision first.',
  },
  REVIEW_REASON_MISSING: { vi: 'Hãy chọn lý do từ chối.', en: 'A rejection needs a reason code.' },
  REVIEW_REASON_UNKNOWN: { vi: 'Không có lý do “{code}”.', en: 'There is no reason “{code}”.' },
  REASON_NOT_ASKED: {
    vi: 'Chỉ quyết định từ chối mới có lý do.',
    en: 'Only a rejection has a reason code.',
  },
  REVIEW_NOTE_MISSING: { vi: 'Hãy ghi rõ nội dung.', en: 'A note is needed here.' },
  REVIEW_NOTHING_TO_UNDO: { vi: 'Không có quyết định nào để hoàn tác.', en: 'There is no decision to undo.' },
  NOTHING_ASKED: { vi: 'Không có câu hỏi nào đang chờ trả lời.', en: 'No question is waiting for an answer.' },
});
