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
    vi: 'Yêu cầu đã thay đổi từ lần bạn xem (nay là phiên bản {version}); hãy tải lại rồi sửa.',
    en: 'The request has changed since you read it (it is at version {version} now); read it again, then change it.',
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

/** What can be wrong with the values of a request, wherever they come from: the API or a file. */
export const REQUEST_INPUT = catalogue({
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
  TOLERANCE_FORM: {
    vi: 'Hãy nêu dung sai theo đúng một cách: ± một độ dài; cấp IT kèm kích thước danh nghĩa; hoặc cấp ISO 2768 kèm kích thước danh nghĩa.',
    en: 'Give the tolerance in exactly one way: ± a length, an IT grade with its nominal size, or an ISO 2768 class with its nominal size.',
  },
  TOLERANCE_NOMINAL_MISSING: {
    vi: 'Thiếu kích thước danh nghĩa; không có nó thì không tra được dung sai.',
    en: 'The nominal size is missing; the tolerance cannot be looked up without it.',
  },
  TOLERANCE_LARGER_THAN_PART: {
    vi: 'Dung sai ±{tolerance} mm lớn hơn cả chi tiết (cạnh dài nhất {size} mm).',
    en: 'The tolerance of ±{tolerance} mm is larger than the part itself (longest side {size} mm).',
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
    vi: '{standard} không có dung sai cho kích thước {nominal} mm; bảng áp dụng {range}.',
    en: '{standard} has no tolerance at {nominal} mm; its table goes {range}.',
  },
  DAY_INVALID: {
    vi: '“{day}” không phải là một ngày có thật, viết theo dạng NĂM-THÁNG-NGÀY (2027-01-31).',
    en: '“{day}” is not a day of the calendar, written YEAR-MONTH-DAY (2027-01-31).',
  },
  DELIVERY_DAY_MISSING: {
    vi: 'Hãy nêu cả ngày đầu và ngày cuối giao hàng; có thể là cùng một ngày.',
    en: 'Give both the first and the last day of delivery; they may be the same.',
  },
  DELIVERY_ENDS_BEFORE_START: {
    vi: 'Ngày cuối giao hàng ({to}) đứng trước ngày đầu ({from}).',
    en: 'The last day of delivery ({to}) comes before the first ({from}).',
  },
  DELIVERY_PAST: {
    vi: 'Thời gian giao hàng đã qua ({to}).',
    en: 'The time of delivery has already passed ({to}).',
  },
  DELIVERY_TOO_FAR: {
    vi: 'Thời gian giao hàng còn quá xa; nhận đến ngày {limit}.',
    en: 'The time of delivery is too far away; the latest day taken is {limit}.',
  },
  COORDINATE_OUT_OF_RANGE: {
    vi: 'Phải từ {least} đến {most} độ.',
    en: 'It must be from {least} to {most} degrees.',
  },
  COORDINATE_MISSING: {
    vi: 'Hãy nêu cả vĩ độ và kinh độ.',
    en: 'Give both latitude and longitude.',
  },
  DELIVERY_PLACE_MISSING: {
    vi: 'Có khoảng cách tối đa nhưng chưa nêu nơi giao hàng (địa danh hoặc tọa độ).',
    en: 'There is a greatest distance but no place of delivery (words or coordinates).',
  },
  DELIVERY_PLACE_UNKNOWN: {
    vi: 'Không biết nơi “{place}” ở đâu, nên không tính được khoảng cách; hãy nêu tọa độ.',
    en: 'Where “{place}” is, is not known, so no distance can be measured; give coordinates.',
  },
  DISTANCE_TOO_SHORT: {
    vi: 'Khoảng cách {km} km quá ngắn; hãy kiểm tra đơn vị (dùng "km").',
    en: 'A distance of {km} km is too short; check the unit (use "km").',
  },
  CERTIFICATE_TWICE: {
    vi: 'Tiêu chuẩn “{standard}” được yêu cầu hai lần.',
    en: 'The standard “{standard}” is asked for twice.',
  },
  CHARACTERISTIC_TWICE: {
    vi: 'Đặc tính “{code}” được yêu cầu hai lần.',
    en: 'The characteristic “{code}” is asked for twice.',
  },
  CHARACTERISTIC_BOUND_MISSING: {
    vi: 'Hãy nêu giá trị tối thiểu (atLeast) hoặc tối đa (atMost).',
    en: 'Give a least value (atLeast) or a greatest one (atMost).',
  },
  CHARACTERISTIC_BOUNDS_CROSSED: {
    vi: 'Giá trị tối thiểu {atLeast} lớn hơn giá trị tối đa {atMost}.',
    en: 'The least value {atLeast} is above the greatest one {atMost}.',
  },
  CHARACTERISTIC_OUT_OF_RANGE: {
    vi: 'Giá trị {value} nằm ngoài khoảng có nghĩa, từ {least} đến {most}.',
    en: 'The value {value} is outside what makes sense, from {least} to {most}.',
  },
  HS_CODE_INVALID: {
    vi: 'Mã HS gồm 4, 6, 8 hoặc 10 chữ số, thuộc chương 01 đến 97.',
    en: 'An HS code has 4, 6, 8 or 10 digits, in chapters 01 to 97.',
  },
  EXCLUDED_TAX_CODE_INVALID: {
    vi: '“{taxCode}” không phải là mã số thuế.',
    en: '“{taxCode}” is not a tax code.',
  },
});
