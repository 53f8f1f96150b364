import { catalogue } from '../platform/i18n/message.js';

/** Why an official turns a match down. Data with a stable code each, not an enum of the schema: programmes add theirs. */
export const REJECTION_REASONS = catalogue({
  CAPABILITY_NOT_CONFIRMED: {
    vi: 'Năng lực kê khai không xác nhận được',
    en: 'The stated capability could not be confirmed',
  },
  CERTIFICATE_NOT_VALID: { vi: 'Chứng chỉ không hợp lệ', en: 'A certificate is not valid' },
  FIRM_NOT_OPERATING: { vi: 'Doanh nghiệp không còn hoạt động', en: 'The firm is no longer operating' },
  CAPACITY_TAKEN: { vi: 'Năng lực đã được đặt hết', en: 'The capacity is taken' },
  CONFLICT_OF_INTEREST: { vi: 'Xung đột lợi ích', en: 'Conflict of interest' },
  QUALITY_RECORD: { vi: 'Hồ sơ chất lượng hoặc giao hàng không tốt', en: 'Poor record of quality or delivery' },
  OTHER: { vi: 'Lý do khác (ghi rõ)', en: 'Another reason (to be noted)' },
});

export type RejectionReason = keyof typeof REJECTION_REASONS;

export const isRejectionReason = (code: string): code is RejectionReason => Object.hasOwn(REJECTION_REASONS, code);
