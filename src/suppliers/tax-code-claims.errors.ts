import { catalogue } from '../platform/i18n/message.js';

export const CLAIM = catalogue({
  CLAIM_CODE_INVALID: {
    vi: 'Đây không phải là mã số thuế hợp lệ của Việt Nam; hãy đối chiếu với giấy chứng nhận đăng ký doanh nghiệp.',
    en: 'This is no valid Vietnamese tax code; compare it with the business registration certificate.',
  },
  CLAIM_CODE_OWN: { vi: 'Tổ chức của bạn đã mang mã số thuế này.', en: 'Your organisation has this tax code.' },
  CLAIM_CODE_NOT_NEEDED: {
    vi: 'Tổ chức của bạn đã có mã số thuế; chỉ có thể đòi lại mã của chi nhánh của mình.',
    en: 'Your organisation has a tax code; beside it, only those of its own branches can be claimed.',
  },
  CLAIM_CODE_OF_BRANCH: {
    vi: 'Đây là chi nhánh của doanh nghiệp {taxCode}, đã do tổ chức khác đăng ký. Hãy nhờ tổ chức đó mời bạn, hoặc yêu cầu mã {taxCode}.',
    en: 'This is a branch of the firm {taxCode}, which another has signed up with. Ask it to invite you, or claim {taxCode}.',
  },
  CLAIM_OPEN: {
    vi: 'Tổ chức của bạn đã có một yêu cầu chưa giải quyết. Hãy rút yêu cầu đó trước.',
    en: 'Your organisation has a claim that is not decided. Withdraw it first.',
  },
  CLAIM_FILE_NOT_FOUND: {
    vi: 'Không tìm thấy tệp này trong các giấy chứng nhận đăng ký bạn đã gửi.',
    en: 'You have sent no registration certificate by this id.',
  },
  CLAIM_NOT_FOUND: { vi: 'Không tìm thấy yêu cầu này.', en: 'There is no such claim.' },
  CLAIM_ENDED: { vi: 'Yêu cầu này đã kết thúc.', en: 'This claim is over.' },
  CLAIM_ANSWERED: { vi: 'Bạn đã trả lời yêu cầu này.', en: 'You have answered this claim.' },
  CLAIM_ANSWER_TOO_LATE: {
    vi: 'Đã hết thời hạn trả lời yêu cầu này.',
    en: 'The time for an answer to this claim is over.',
  },
  CLAIM_AWAITS_ANSWER: {
    vi: 'Bên đang giữ mã có thể trả lời đến {date}; trước đó chưa thể chuyển mã.',
    en: 'Whoever has the code may answer until {date}; it moves no earlier.',
  },
  CLAIM_HOLDER_CHANGED: {
    vi: 'Mã số thuế không còn ở bên từng giữ khi có yêu cầu.',
    en: 'Whoever had the code when it was claimed has it no more.',
  },
  CODE_NOT_HELD: { vi: 'Không có tổ chức nào như vậy mang mã số thuế.', en: 'No such organisation has a tax code.' },
  CODE_VERIFIED: {
    vi: 'Cán bộ đã thẩm định doanh nghiệp này: mã chỉ chuyển theo một yêu cầu.',
    en: 'Officials have looked at this firm: its code moves by a claim only.',
  },
  CODE_IN_USE: {
    vi: 'Gần đây tổ chức này vẫn hoạt động: mã chỉ chuyển theo một yêu cầu.',
    en: 'Somebody has acted for this organisation lately: its code moves by a claim only.',
  },
});
