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
  MATCH_COMPUTED_ANEW: {
    vi: 'Kết quả đối chiếu đã được tính lại từ khi bạn xem; hãy xem lại trước khi quyết định.',
    en: 'The match was computed anew since you saw it. Look at it again before you decide.',
  },
  DECIDED_SINCE: {
    vi: 'Sau đó đã có quyết định khác; hãy hoàn tác riêng quyết định ấy.',
    en: 'It has been decided on since; undo that decision by itself.',
  },
  BULK_NOT_FOUND: { vi: 'Không tìm thấy loạt quyết định này.', en: 'There are no decisions recorded under this id.' },
  NOTHING_SELECTED: { vi: 'Chưa chọn kết quả đối chiếu nào.', en: 'No match is selected.' },
  SELECTED_TWICE: {
    vi: 'Chỉ dùng một trong hai: `matches` hoặc `filter`.',
    en: 'Give `matches` or `filter`, not both.',
  },
  MATCH_SELECTED_TWICE: { vi: 'Kết quả này được nêu nhiều lần.', en: 'It is named more than once.' },
  COUNT_NOT_EXPECTED: {
    vi: 'Hãy cho biết bộ lọc phải tìm thấy bao nhiêu kết quả.',
    en: 'Say how many matches the filter is expected to find.',
  },
  SELECTION_CHANGED: {
    vi: 'Bộ lọc hiện tìm thấy {count} kết quả, khác với số đã nêu.',
    en: 'The filter finds {count} matches now, not as many as expected.',
  },
  TOO_MANY_AT_ONCE: {
    vi: 'Mỗi lần chỉ được quyết định tối đa {max} kết quả.',
    en: 'At most {max} matches can be decided on at once.',
  },
  COLLEAGUE_NOT_FOUND: {
    vi: 'Không có cán bộ này trong cơ quan của bạn.',
    en: 'Your authority has no such member.',
  },
  COLLEAGUE_HAS_CONFLICT: {
    vi: 'Cán bộ này đã khai báo xung đột lợi ích ở đây.',
    en: 'This official has declared a conflict of interest here.',
  },
  HANDED_OVER_ALREADY: { vi: 'Hồ sơ đã nằm ở cán bộ này.', en: 'It lies with this official already.' },
  NOT_HANDED_OVER: { vi: 'Hồ sơ chưa được giao cho ai.', en: 'It lies with nobody in particular.' },
  SECOND_OFFICIAL_NEEDED: {
    vi: 'Bạn đã đề nghị phê duyệt; cần một cán bộ khác xác nhận.',
    en: 'You have proposed it; another official confirms.',
  },
  NOTHING_TO_APPEAL: {
    vi: 'Chỉ có thể khiếu nại khi doanh nghiệp đã bị từ chối.',
    en: 'There is no rejection to appeal against.',
  },
  APPEALED_ALREADY: {
    vi: 'Doanh nghiệp đã khiếu nại; mỗi lần duyệt chỉ được khiếu nại một lần.',
    en: 'You have appealed already; that can be done once in a review.',
  },
  APPEAL_TOO_LATE: {
    vi: 'Đã quá thời hạn khiếu nại.',
    en: 'The time for an appeal is over.',
  },
  ANOTHER_OFFICIAL_NEEDED: {
    vi: 'Cán bộ đã từ chối không được giải quyết khiếu nại; cần một cán bộ khác.',
    en: 'Whoever turned the match down does not decide on the appeal; another official has to.',
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
