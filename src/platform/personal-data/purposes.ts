import { catalogue } from '../i18n/message.js';

/** On what a purpose rests: what a person signed up for, or what a law asks for. Nothing is done that needs consent. */
export type LegalBasis = 'CONTRACT' | 'LAW';

/** What Ketnoi processes personal data for: a closed set, and on what each rests. */
export const PURPOSES = {
  ACCOUNT: 'CONTRACT',
  SECURITY: 'CONTRACT',
  TEAMWORK: 'CONTRACT',
  OPERATION: 'CONTRACT',
  ACCOUNTABILITY: 'LAW',
  RIGHTS: 'LAW',
} as const satisfies Record<string, LegalBasis>;

export type Purpose = keyof typeof PURPOSES;

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
});
