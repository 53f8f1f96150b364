import { catalogue } from '../platform/i18n/message.js';

/** What can stand in the way of keeping a firm and what belongs to it. */
export const SUPPLIER = catalogue({
  REVISION_OUTDATED: {
    vi: 'Mục này đã được sửa từ lần bạn xem (nay là bản {revision}); hãy tải lại rồi sửa.',
    en: 'This has been changed since you read it (revision {revision} now); read it again, then change it.',
  },
  FIRM_NOT_FOUND: { vi: 'Không tìm thấy doanh nghiệp này.', en: 'There is no such firm.' },
  FIRM_EXISTS: {
    vi: 'Tổ chức của bạn đã có hồ sơ doanh nghiệp; hãy sửa hồ sơ đó. Chi nhánh là một địa điểm của doanh nghiệp.',
    en: 'Your organisation has its firm already; change that one. A branch is a site of the firm.',
  },
  FIRM_WITHDRAWN: {
    vi: 'Hồ sơ doanh nghiệp đã được rút; hãy khôi phục trước.',
    en: 'The firm has been withdrawn; restore it first.',
  },
  FIRM_NOT_WITHDRAWN: { vi: 'Hồ sơ doanh nghiệp chưa bị rút.', en: 'The firm has not been withdrawn.' },
  SITE_NOT_FOUND: { vi: 'Doanh nghiệp không có địa điểm này.', en: 'The firm has no such site.' },
  SITE_HAS_CAPABILITIES: {
    vi: 'Tại địa điểm này còn {count} năng lực; hãy rút hoặc chuyển chúng đi trước.',
    en: '{count} capabilities still stand at this site; withdraw or move them first.',
  },
  SITE_WITHDRAWN: {
    vi: 'Địa điểm đã được rút; hãy khôi phục trước.',
    en: 'The site has been withdrawn; restore it first.',
  },
  SITE_NOT_WITHDRAWN: { vi: 'Địa điểm chưa bị rút.', en: 'The site has not been withdrawn.' },
  SITE_EMPTY: {
    vi: 'Hãy cho biết ít nhất một điều về địa điểm: tên, địa chỉ, khu công nghiệp, xã phường, tỉnh thành hoặc tọa độ.',
    en: 'Say at least one thing about the site: name, address, park, ward, province or coordinates.',
  },
  SITE_KEY_TWICE: { vi: 'Hai địa điểm có cùng khóa “{key}”.', en: 'Two sites have the key “{key}”.' },
  SITE_KEY_UNKNOWN: {
    vi: 'Không có địa điểm nào có khóa “{key}” trong dữ liệu gửi lên.',
    en: 'No site of the input has the key “{key}”.',
  },
  CAPABILITY_NOT_FOUND: { vi: 'Không tìm thấy năng lực này.', en: 'There is no such capability.' },
  CAPABILITY_WITHDRAWN: {
    vi: 'Năng lực đã được rút; hãy khôi phục trước.',
    en: 'The capability has been withdrawn; restore it first.',
  },
  CAPABILITY_NOT_WITHDRAWN: { vi: 'Năng lực chưa bị rút.', en: 'The capability has not been withdrawn.' },
  CERTIFICATE_NOT_FOUND: { vi: 'Không tìm thấy chứng chỉ này.', en: 'There is no such certificate.' },
  CERTIFICATE_WITHDRAWN: {
    vi: 'Chứng chỉ đã được rút; hãy khôi phục trước.',
    en: 'The certificate has been withdrawn; restore it first.',
  },
  CERTIFICATE_NOT_WITHDRAWN: { vi: 'Chứng chỉ chưa bị rút.', en: 'The certificate has not been withdrawn.' },
  CERTIFICATE_EXPIRED: {
    vi: 'Chứng chỉ đã hết hạn ngày {validTo} nên không thể dùng làm minh chứng.',
    en: 'The certificate expired on {validTo} and proves nothing any more.',
  },
  CERTIFICATE_VALIDITY_ORDER: {
    vi: 'Ngày hết hạn {validTo} trước ngày có hiệu lực {validFrom}.',
    en: 'It ends on {validTo}, before it begins on {validFrom}.',
  },
  EVIDENCE_FILE_NOT_FOUND: {
    vi: 'Tổ chức của bạn không có tệp này.',
    en: 'Your organisation has no such file.',
  },
});

/** What can be wrong with a value. */
export const SUPPLIER_VALUE = catalogue({
  DAY_IMPOSSIBLE: {
    vi: 'Ngày “{day}” không có trong lịch; hãy viết NĂM-THÁNG-NGÀY, ví dụ 2027-02-28.',
    en: 'The day “{day}” is not in the calendar; write YYYY-MM-DD, for instance 2027-02-28.',
  },
  DAY_ABSURD: {
    vi: 'Ngày {day} nằm ngoài khoảng từ {earliest} đến {latest}.',
    en: 'The day {day} lies outside {earliest} to {latest}.',
  },
  VALUE_OUT_OF_RANGE: {
    vi: 'Giá trị {value} nằm ngoài khoảng từ {minimum} đến {maximum}.',
    en: 'The value {value} lies outside {minimum} to {maximum}.',
  },
  TOLERANCE_EXCEEDS_PART: {
    vi: 'Dung sai ±{tolerance} lớn hơn cạnh dài nhất của chi tiết ({side}).',
    en: 'The tolerance of ±{tolerance} is larger than the longest side of the part ({side}).',
  },
  THICKNESS_ORDER: {
    vi: 'Độ dày nhỏ nhất {min} lớn hơn độ dày lớn nhất {max}.',
    en: 'The least thickness of {min} is above the greatest of {max}.',
  },
  CAPABILITY_CHARACTERISTIC_TWICE: {
    vi: 'Thông số “{code}” xuất hiện hai lần.',
    en: 'The characteristic “{code}” is given twice.',
  },
  SITE_COORDINATE_MISSING: {
    vi: 'Vĩ độ và kinh độ phải đi cùng nhau; còn thiếu một giá trị.',
    en: 'Latitude and longitude go together; one of them is missing.',
  },
  COUNTRY_UNKNOWN: {
    vi: 'Không biết quốc gia “{word}”; hãy dùng mã ISO 3166 hai chữ cái, ví dụ VN.',
    en: 'The country “{word}” is not known; use the two-letter code of ISO 3166, such as VN.',
  },
  PLACE_CONTRADICTS: {
    vi: '“{inner}” không thuộc “{outer}”.',
    en: '“{inner}” does not lie in “{outer}”.',
  },
  BRANCH_TAX_CODE_EXPECTED: {
    vi: 'Mã số thuế của địa điểm phải là mã chi nhánh: 10 chữ số của doanh nghiệp ({firm}) và 3 chữ số, ví dụ 0100109106-001.',
    en: 'The tax code of a site is that of a branch: the ten digits of the firm ({firm}) and three more, such as 0100109106-001.',
  },
  WEBSITE_INVALID: {
    vi: 'Đây không phải địa chỉ trang web; hãy viết dạng https://ten-mien.vn.',
    en: 'This is not the address of a web page; write it as https://example.com.',
  },
});

/** What can stand in the way of an official who checks. */
export const VERIFICATION = catalogue({
  REASON_UNKNOWN: { vi: 'Không có lý do “{word}”.', en: 'There is no reason “{word}”.' },
  REASON_MISSING: { vi: 'Khi từ chối phải nêu lý do.', en: 'A rejection takes a reason.' },
  REASON_WITHOUT_REJECTION: { vi: 'Chỉ khi từ chối mới cần lý do.', en: 'Only a rejection has a reason.' },
  NOTE_MISSING: {
    vi: 'Chưa có tệp minh chứng: hãy ghi rõ đã xem gì.',
    en: 'There is no evidence file: note what was seen.',
  },
  GRADE_NOT_OFFICIAL: {
    vi: 'Cán bộ chỉ ghi nhận mức VERIFIED hoặc VISITED.',
    en: 'An official gives the grade VERIFIED or VISITED.',
  },
  VERIFICATION_OUTDATED: {
    vi: 'Doanh nghiệp đã sửa mục này từ lần bạn xem (nay là bản {revision}); hãy xem lại.',
    en: 'The firm has changed this since you saw it (revision {revision} now); look again.',
  },
  CERTIFICATE_ALREADY_REJECTED: {
    vi: 'Chứng chỉ này đã bị từ chối trước đó.',
    en: 'An official has rejected this certificate before.',
  },
  ALREADY_VERIFIED: { vi: 'Mục này đã được xác minh ở mức đó.', en: 'This is verified at that grade already.' },
  NOTHING_TO_UNDO: {
    vi: 'Không có lần kiểm tra nào để hoàn tác.',
    en: 'There is no verification to undo.',
  },
});

/** What can stand in the way of an official who has, or declares, a conflict of interest. */
export const CONFLICT = catalogue({
  CONFLICT_OF_INTEREST: {
    vi: 'Bạn đã khai báo xung đột lợi ích với bên này; hãy để cán bộ khác quyết định.',
    en: 'You have declared a conflict of interest here; somebody else decides.',
  },
  CONFLICT_WITH_ONE: {
    vi: 'Hãy nêu một doanh nghiệp hoặc một bên mua.',
    en: 'Name a firm or a buyer, one of the two.',
  },
  CONFLICT_UNKNOWN: { vi: 'Không tìm thấy bên này.', en: 'Nobody is known by this id.' },
  CONFLICT_DECLARED: { vi: 'Bạn đã khai báo điều này rồi.', en: 'You have already said so.' },
  CONFLICT_NOT_FOUND: { vi: 'Bạn không có khai báo nào như vậy.', en: 'You have made no such declaration.' },
  CONFLICT_WITHDRAWN: { vi: 'Khai báo này đã được rút.', en: 'It stands no more since you took it back.' },
});
