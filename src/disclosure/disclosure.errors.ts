import { catalogue } from '../platform/i18n/message.js';

export const DISCLOSURE = catalogue({
  DISCLOSED_MATCH_NOT_FOUND: { vi: 'Không tìm thấy kết quả đối chiếu này.', en: 'There is no such match.' },
  AGREEMENT_NOT_ASKED: {
    vi: 'Không có thỏa thuận nào cần chấp nhận ở đây.',
    en: 'No agreement is asked for here.',
  },
  AGREEMENT_REPLACED: {
    vi: 'Bên mua đã đổi nội dung thỏa thuận; hãy đọc bản mới rồi chấp nhận.',
    en: 'The buyer has replaced the agreement; read the new version, then accept it.',
  },
  AGREEMENT_ACCEPTED: { vi: 'Thỏa thuận này đã được chấp nhận.', en: 'It has been accepted already.' },
  ACCESS_OF_NOBODY: {
    vi: 'Chưa có ai đăng nhập cho doanh nghiệp này, nên không có gì để chặn.',
    en: 'Nobody signs in for this firm; there is nobody to be cut off.',
  },
  ACCESS_CUT_ALREADY: { vi: 'Doanh nghiệp này đã bị chặn.', en: 'The firm is cut off already.' },
  ACCESS_NOT_CUT: { vi: 'Doanh nghiệp này không bị chặn.', en: 'The firm is not cut off.' },
  DRAWING_LINE_NOT_FOUND: { vi: 'Không tìm thấy dòng này.', en: 'There is no such line.' },
  DRAWING_FILE_NOT_FOUND: {
    vi: 'Không tìm thấy tệp bản vẽ này của tổ chức bạn.',
    en: 'Your organisation has no such file that was sent as a drawing.',
  },
  DRAWING_ATTACHED: { vi: 'Bản vẽ này đã được đính kèm.', en: 'It is attached already.' },
  DRAWINGS_TOO_MANY: { vi: 'Mỗi dòng có tối đa {max} bản vẽ.', en: 'A line has at most {max} drawings.' },
  DRAWING_NOT_FOUND: { vi: 'Không tìm thấy bản vẽ này.', en: 'There is no such drawing.' },
  DRAWINGS_AUTHORITY_UNKNOWN: { vi: 'Không có cơ quan nào tên như vậy.', en: 'No authority goes by this name.' },
  DRAWINGS_GRANTED: { vi: 'Cơ quan này đã được xem bản vẽ.', en: 'The authority may read them already.' },
  DRAWINGS_NOT_GRANTED: { vi: 'Cơ quan này chưa được xem bản vẽ.', en: 'The authority may not read them.' },
});
