import { catalogue } from '../i18n/message.js';

/** On what a purpose rests: what a person signed up for, what a law asks for, or that the person wants it. */
export type LegalBasis = 'CONTRACT' | 'LAW' | 'CONSENT';

interface PurposeRules {
  basis: LegalBasis;
  /** Raised where it comes to mean something else: a consent to the one before is one no longer, and is asked for again. */
  version: number;
}

/** What Ketnoi processes personal data for: a closed set, and on what each rests. */
export const PURPOSES = {
  ACCOUNT: { basis: 'CONTRACT', version: 1 },
  SECURITY: { basis: 'CONTRACT', version: 1 },
  TEAMWORK: { basis: 'CONTRACT', version: 1 },
  OPERATION: { basis: 'CONTRACT', version: 1 },
  ACCOUNTABILITY: { basis: 'LAW', version: 1 },
  RIGHTS: { basis: 'LAW', version: 1 },
  SIGN_IN_NOTICES: { basis: 'CONSENT', version: 1 },
} as const satisfies Record<string, PurposeRules>;

export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as Purpose[];

/** Those that somebody may do without, and does until they say otherwise. */
export type ConsentPurpose = { [P in Purpose]: (typeof PURPOSES)[P]['basis'] extends 'CONSENT' ? P : never }[Purpose];

/** Of all that people are told here. Raised with every change of it: a test of the house sees to that. */
export const NOTICE_VERSION = 1;

export const PURPOSE_WORDS = catalogue({
  ACCOUNT: {
    vi: 'Tài khoản của bạn: bạn là ai, đăng nhập bằng gì, làm việc cho tổ chức nào.',
    en: 'Your account: who you are, what you sign in with, for whom you act.',
  },
  SECURITY: {
    vi: 'Bảo vệ tài khoản: phiên đăng nhập, mật khẩu sai, mã dùng một lần.',
    en: 'The safety of accounts: sessions, wrong passwords, single-use codes.',
  },
  TEAMWORK: {
    vi: 'Làm việc chung trong tổ chức: lời mời, phân công, ghi chú.',
    en: 'Working together in an organisation: invitations, who looks after what, notes.',
  },
  OPERATION: {
    vi: 'Vận hành: việc không bị làm hai lần, giới hạn sử dụng hợp lý.',
    en: 'Operation: nothing is done twice, and nobody uses more than their share.',
  },
  ACCOUNTABILITY: {
    vi: 'Trách nhiệm giải trình: ai đã làm gì và quyết định gì, theo quy định về hồ sơ của cơ quan nhà nước.',
    en: 'Accountability: who did and decided what, as the law asks of records of an authority.',
  },
  RIGHTS: {
    vi: 'Quyền của bạn đối với dữ liệu cá nhân: bản sao, xóa.',
    en: 'Your rights to your personal data: a copy, erasure.',
  },
  SIGN_IN_NOTICES: {
    vi: 'Thư báo cho bạn mỗi khi có người đăng nhập tài khoản của bạn trên thiết bị chưa từng dùng: lúc nào, bằng chương trình gì. Chỉ khi bạn muốn.',
    en: 'A mail to you whenever somebody signs in to your account on a device not used before: when, and with what program. Only if you want it.',
  },
});
