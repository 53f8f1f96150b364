import { catalogue } from '../platform/i18n/message.js';

/** For every room that is told an authority by its name. */
export const AUTHORITY = catalogue({
  AUTHORITY_NOT_FOUND: {
    vi: 'Không có cơ quan nào mang tên này trong Ketnoi.',
    en: 'Ketnoi knows no authority of this name.',
  },
  AUTHORITY_AMBIGUOUS: {
    vi: 'Tên không dấu này có thể chỉ nhiều cơ quan: {candidates}. Hãy viết đầy đủ dấu.',
    en: 'Without its marks this can be several authorities: {candidates}. Write the name with them.',
  },
});

export const IDENTITY = catalogue({
  TERRITORY_EMPTY: {
    vi: 'Địa bàn phải có ít nhất một tỉnh, thành phố.',
    en: 'A territory has one province at least.',
  },
  PROGRAMME_UNKNOWN: {
    vi: 'Không có chương trình nào mang mã “{code}”.',
    en: 'There is no programme with the code “{code}”.',
  },
  PROGRAMMES_EMPTY: {
    vi: 'Hãy nêu ít nhất một chương trình.',
    en: 'Name one programme at least.',
  },
  PROGRAMME_CODE_INVALID: {
    vi: 'Mã chương trình gồm chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự, ví dụ cnht-2030.',
    en: 'The code of a programme has lower-case letters, digits and hyphens, 40 characters at most, such as cnht-2030.',
  },
  PROGRAMME_WITHOUT_SECTORS: {
    vi: 'Chương trình phải bao gồm ít nhất một ngành.',
    en: 'A programme covers one sector at least.',
  },
  EMAIL_INVALID: {
    vi: 'Đây không phải là một địa chỉ e-mail hợp lệ.',
    en: 'This is not a valid e-mail address.',
  },
  EMAIL_TAKEN: {
    vi: 'Địa chỉ e-mail này đã có người dùng. Nếu là của bạn, hãy đăng nhập.',
    en: 'Somebody uses this e-mail address already. If it is yours, sign in.',
  },
  EMAIL_UNKNOWN: {
    vi: 'Không có cán bộ nào dùng địa chỉ e-mail này.',
    en: 'No official has this e-mail address.',
  },
  EMAIL_OF_NOBODY: {
    vi: 'Không có ai dùng địa chỉ e-mail này.',
    en: 'Nobody has this e-mail address.',
  },
  PASSWORD_TOO_SHORT: {
    vi: 'Mật khẩu phải có ít nhất {min} ký tự.',
    en: 'The password must have at least {min} characters.',
  },
  PASSWORD_TOO_LONG: {
    vi: 'Mật khẩu chỉ được có tối đa {max} ký tự.',
    en: 'The password may have at most {max} characters.',
  },
  PASSWORD_TOO_OBVIOUS: {
    vi: 'Mật khẩu hầu như chỉ gồm địa chỉ e-mail, tên người, tên tổ chức hoặc "Ketnoi". Hãy thêm từ khác.',
    en: 'The password is little more than the e-mail address, a name or "Ketnoi". Use other words.',
  },
  PASSWORD_TOO_COMMON: {
    vi: 'Nhiều người dùng mật khẩu này và nó đã bị lộ. Hãy chọn mật khẩu khác, ví dụ bốn từ không liên quan đến nhau.',
    en: 'Many use this password, and it has been breached. Choose another, for instance four words that have nothing to do with each other.',
  },
  PASSWORD_WRONG: {
    vi: 'Mật khẩu hiện tại không đúng.',
    en: 'The current password is wrong.',
  },
  PASSWORD_MISSING: {
    vi: 'Hãy nhập mật khẩu hiện tại.',
    en: 'Give the password as it stands.',
  },
  CODE_MISSING: {
    vi: 'Hãy nhập mã của ứng dụng xác thực hoặc một mã khôi phục.',
    en: 'Give a code of the authenticator app, or a recovery code.',
  },
  CODE_WRONG: {
    vi: 'Mã không đúng, đã được dùng hoặc đã hết hạn. Hãy đợi mã tiếp theo của ứng dụng xác thực.',
    en: 'The code is wrong, used or over. Wait for the next one of the authenticator app.',
  },
  FACTOR_STANDS: {
    vi: 'Bạn đã có ứng dụng xác thực. Hãy gỡ nó trước khi đăng ký ứng dụng khác.',
    en: 'You have an authenticator app already. Remove it before you enrol another.',
  },
  FACTOR_MISSING: {
    vi: 'Bạn chưa đăng ký ứng dụng xác thực.',
    en: 'You have not enrolled an authenticator app.',
  },
  PROVIDER_UNKNOWN: {
    vi: 'Không có cơ quan nào đăng nhập bằng tài khoản riêng với địa chỉ e-mail này. Hãy đăng nhập bằng mật khẩu.',
    en: 'No authority signs in with accounts of its own at this e-mail address. Sign in with your password.',
  },
  PROVIDER_UNAVAILABLE: {
    vi: 'Hệ thống đăng nhập của cơ quan hiện không trả lời. Hãy thử lại sau.',
    en: 'The sign-in of your authority does not answer right now. Try again later.',
  },
  PROVIDER_ANSWER_REFUSED: {
    vi: 'Không xác nhận được lần đăng nhập này. Hãy đăng nhập lại từ đầu.',
    en: 'This sign-in could not be confirmed. Begin again.',
  },
  PROVIDER_EMAIL_UNVERIFIED: {
    vi: 'Hệ thống đăng nhập của cơ quan chưa xác minh địa chỉ e-mail của bạn. Hãy báo cho người quản trị của cơ quan.',
    en: 'The sign-in of your authority has not verified your e-mail address. Tell its administrator.',
  },
  PROVIDER_ACCOUNT_REFUSED: {
    vi: 'Tài khoản này không phải của cán bộ đang làm việc cho cơ quan ở Ketnoi. Hãy nhờ người quản trị của cơ quan.',
    en: 'This account is not that of an official who acts for the authority in Ketnoi. Ask its administrator.',
  },
  PROVIDER_DEMANDED: {
    vi: 'Cơ quan của bạn chỉ cho đăng nhập bằng tài khoản của cơ quan, không bằng mật khẩu Ketnoi.',
    en: 'Your authority lets people sign in with their account there, and not with a password of Ketnoi.',
  },
  PROVE_AT_PROVIDER: {
    vi: 'Hãy đăng nhập lại bằng tài khoản của cơ quan để xác nhận danh tính.',
    en: 'Sign in with your account at the authority again, to prove who you are.',
  },
  SESSION_OF_PROVIDER: {
    vi: 'Phiên này được mở bằng tài khoản của một cơ quan và chỉ làm việc cho cơ quan đó.',
    en: 'This session was opened with an account of one authority, and acts for it alone.',
  },
  PROVIDER_NOT_SET: {
    vi: 'Cơ quan này không có hệ thống đăng nhập riêng.',
    en: 'This authority has no provider to sign in at.',
  },
  PROVIDER_ADDRESS_INVALID: {
    vi: 'Hãy nêu một địa chỉ https, không có tên người dùng, tham số hay dấu #.',
    en: 'Give an https address without user, query and fragment.',
  },
  PROVIDER_CLIENT_MISSING: {
    vi: 'Hãy nêu mã ứng dụng (client id) mà nhà cung cấp đã cấp cho Ketnoi.',
    en: 'Give the client id under which the provider knows Ketnoi.',
  },
  PROVIDER_SECRET_MISSING: {
    vi: 'Hãy nêu tệp chứa mật khẩu ứng dụng (client secret).',
    en: 'Name the file with the client secret.',
  },
  PROVIDER_WITHOUT_DOMAINS: {
    vi: 'Hãy nêu ít nhất một tên miền e-mail của cơ quan.',
    en: 'Name one mail domain of the authority at least.',
  },
  PROVIDER_WORD_INVALID: {
    vi: '“{word}” không đúng dạng: tên miền như soct.example.vn, điều kiện như name=value, yếu tố thứ hai như acr=value hoặc amr=value.',
    en: '“{word}” has not the right form: domains like soct.example.vn, claims like name=value, factors like acr=value or amr=value.',
  },
  PROVIDER_DOMAIN_TAKEN: {
    vi: 'Tên miền {domain} đã thuộc hệ thống đăng nhập của cơ quan khác.',
    en: 'The domain {domain} belongs to the provider of another authority.',
  },
  ORGANISATION_COUNTRY_UNKNOWN: {
    vi: '"{code}" không phải là mã quốc gia hai chữ cái theo ISO 3166, ví dụ VN, JP, KR.',
    en: '"{code}" is not a two-letter country code of ISO 3166, such as VN, JP or KR.',
  },
  TAX_CODE_MISSING: {
    vi: 'Doanh nghiệp Việt Nam phải khai mã số thuế.',
    en: 'A Vietnamese firm must give its tax code.',
  },
  TAX_CODE_SHAPE: {
    vi: 'Mã số thuế gồm 10 chữ số, hoặc 10 chữ số kèm 3 chữ số cho đơn vị phụ thuộc (ví dụ 0100109106-001); hộ kinh doanh dùng số định danh cá nhân 12 chữ số.',
    en: 'A Vietnamese tax code has 10 digits, or 10 and 3 more for a branch (for instance 0100109106-001); a household business has the 12 digits of a personal number.',
  },
  TAX_CODE_CHECK_DIGIT: {
    vi: 'Mã số thuế sai chữ số kiểm tra; hãy đối chiếu với giấy chứng nhận đăng ký doanh nghiệp.',
    en: 'The check digit of the tax code is wrong; compare it with the business registration certificate.',
  },
  TAX_CODE_TAKEN: {
    vi: 'Đã có tổ chức đăng ký với mã số thuế này. Hãy nhờ chủ tài khoản của tổ chức mời bạn; nếu mã là của bạn, nhà cung cấp có thể đăng ký với `claimsTaxCode` rồi yêu cầu mã.',
    en: 'An organisation with this tax code has signed up already. Ask its owner to invite you; if the code is yours, a supplier may sign up with `claimsTaxCode` and claim it.',
  },
  TAX_CODE_OF_BRANCH: {
    vi: 'Doanh nghiệp {taxCode} của chi nhánh này đã đăng ký. Chi nhánh hoạt động trong tổ chức đó: hãy nhờ chủ tài khoản của doanh nghiệp thêm bạn vào.',
    en: 'The firm {taxCode}, of which this is a branch, has signed up already. A branch acts within it: ask its owner to add you.',
  },
  SIGN_IN_REFUSED: {
    vi: 'Địa chỉ e-mail hoặc mật khẩu không đúng.',
    en: 'The e-mail address or the password is wrong.',
  },
  TOO_MANY_ATTEMPTS: {
    vi: 'Đã nhập sai mật khẩu hoặc mã quá nhiều lần cho địa chỉ e-mail này. Hãy thử lại sau {minutes} phút, hoặc đăng nhập từ thiết bị bạn đã từng dùng.',
    en: 'Too many wrong passwords or codes for this e-mail address. Try again in {minutes} minutes, or on a device you have signed in on before.',
  },
  EMAIL_CHANGED_TOO_OFTEN: {
    vi: 'Bạn đã yêu cầu đổi địa chỉ e-mail quá nhiều lần. Hãy thử lại sau một giờ.',
    en: 'Another e-mail address was asked for too often. Try again in an hour.',
  },
  TOKEN_INVALID: {
    vi: 'Mã này không đúng, đã được dùng, đã hết hạn hoặc đã có mã mới hơn. Hãy yêu cầu mã mới.',
    en: 'This code is wrong, used up, expired, or there is a newer one. Ask for a new one.',
  },
  SESSION_ENDED: {
    vi: 'Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.',
    en: 'The session has ended. Sign in again.',
  },
  SESSION_NOT_FOUND: {
    vi: 'Bạn không có phiên đăng nhập nào như vậy đang mở.',
    en: 'You have no such session that still stands.',
  },
  NOT_OWNER: {
    vi: 'Chỉ chủ tài khoản của tổ chức mới được làm việc này.',
    en: 'Only an owner of the organisation may do this.',
  },
  MEMBER_NOT_FOUND: {
    vi: 'Tổ chức không có thành viên này.',
    en: 'The organisation has no such member.',
  },
  LAST_OWNER: {
    vi: 'Đây là chủ tài khoản cuối cùng của tổ chức. Hãy giao quyền chủ tài khoản cho một thành viên khác trước.',
    en: 'This is the last owner of the organisation. Make another member an owner first.',
  },
  MEMBERSHIP_NOT_FOUND: {
    vi: 'Bạn không làm việc cho tổ chức này.',
    en: 'You do not act for this organisation.',
  },
  ALREADY_MEMBER: {
    vi: 'Người này đã là thành viên của tổ chức.',
    en: 'This person is a member of the organisation already.',
  },
  TOO_MANY_INVITATIONS: {
    vi: 'Tổ chức chỉ được có {max} lời mời chưa trả lời. Hãy rút bớt lời mời.',
    en: 'An organisation may have {max} invitations that are not answered. Withdraw some.',
  },
  INVITED_TOO_OFTEN: {
    vi: 'Hôm nay đã gửi quá nhiều lời mời tới địa chỉ này. Hãy thử lại ngày mai.',
    en: 'Too many invitations went to this address today. Try again tomorrow.',
  },
  INVITATION_NOT_FOUND: {
    vi: 'Tổ chức không có lời mời nào như vậy đang chờ trả lời.',
    en: 'The organisation has no such invitation that waits for an answer.',
  },
  INVITATION_SIGN_IN: {
    vi: 'Địa chỉ được mời đã có tài khoản. Hãy đăng nhập rồi nhận lời mời.',
    en: 'The invited address has an account. Sign in, then accept the invitation.',
  },
  INVITATION_SIGNED_IN: {
    vi: 'Bạn đã đăng nhập: hãy bỏ trống mục này.',
    en: 'You are signed in: leave this out.',
  },
  INVITATION_NEWCOMER: {
    vi: 'Hãy cho biết họ tên và mật khẩu, hoặc đăng nhập trước.',
    en: 'Say your name and a password, or sign in before.',
  },
  INVITATION_OF_ANOTHER: {
    vi: 'Lời mời này gửi cho một địa chỉ e-mail khác với địa chỉ bạn đăng nhập.',
    en: 'This invitation went to another e-mail address than the one you sign in with.',
  },
  OFFICIALS_STAY_APART: {
    vi: 'Cán bộ của cơ quan quản lý không làm việc cho doanh nghiệp.',
    en: 'Officials of an authority act for no firm.',
  },
  API_KEY_SCOPES_MISSING: {
    vi: 'Hãy chọn ít nhất một quyền cho khóa API.',
    en: 'Give the API key at least one scope.',
  },
  API_KEY_DAYS: {
    vi: 'Khóa API chỉ được dùng từ 1 đến {max} ngày.',
    en: 'An API key may be good for 1 to {max} days.',
  },
  TOO_MANY_API_KEYS: {
    vi: 'Tổ chức chỉ được có {max} khóa API còn hiệu lực. Hãy thu hồi bớt khóa.',
    en: 'An organisation may have {max} API keys that are good. Revoke some.',
  },
  API_KEY_NOT_FOUND: {
    vi: 'Tổ chức không có khóa API nào như vậy.',
    en: 'The organisation has no such API key.',
  },
  TOO_MANY_CONTACTS: {
    vi: 'Tổ chức có tối đa {max} người liên hệ. Hãy xóa bớt.',
    en: 'An organisation has {max} contacts at most. Remove one.',
  },
  CONTACT_NOT_FOUND: {
    vi: 'Tổ chức không có người liên hệ nào như vậy.',
    en: 'The organisation has no such contact.',
  },
  CONTACT_REVISION_OUTDATED: {
    vi: 'Có người đã sửa người liên hệ này (bản {revision}). Hãy tải lại rồi sửa.',
    en: 'Somebody has changed this contact (revision {revision}). Load it again, then change it.',
  },
  PHONE_INVALID: {
    vi: 'Đây không phải là một số điện thoại hợp lệ. Hãy viết như 0912 345 678, hoặc kèm mã quốc gia, ví dụ +81 3 1234 5678.',
    en: 'This is not a valid phone number. Write it like 0912 345 678, or with the code of its country, such as +81 3 1234 5678.',
  },
  ERASURE_LAST_OWNER: {
    vi: 'Bạn là chủ tài khoản cuối cùng của một tổ chức còn thành viên khác. Hãy giao quyền chủ tài khoản cho một thành viên khác trước.',
    en: 'You are the last owner of an organisation that has other members. Make another member an owner first.',
  },
  ERASURE_REVIEWS_IN_HAND: {
    vi: 'Bạn còn hồ sơ thẩm định chưa kết thúc. Hãy bàn giao trước.',
    en: 'Reviews that are not over lie with you. Hand them over first.',
  },
  ERASURE_ASKED_ALREADY: {
    vi: 'Bạn đã yêu cầu xóa dữ liệu.',
    en: 'You have asked to be erased already.',
  },
  PRIVACY_OUTDATED: {
    vi: 'Bản này không còn là bản hiện hành (phiên bản {version}). Hãy xem bản hiện hành rồi trả lời lại.',
    en: 'This is not the standing version, which is {version}. Show that one, and ask again.',
  },
  CONSENT_NOT_GIVEN: {
    vi: 'Bạn chưa đồng ý với mục đích này.',
    en: 'There is no consent to this that could be withdrawn.',
  },
  ERASURE_NOT_ASKED: {
    vi: 'Không có yêu cầu xóa dữ liệu nào đang chờ.',
    en: 'No erasure waits that could be taken back.',
  },
  AUTHORITY_MISSING: {
    vi: 'Hãy cho biết cơ quan, ví dụ "Sở Công Thương Hà Nội".',
    en: 'Say which authority, for instance "Sở Công Thương Hà Nội".',
  },
});
