import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { letterTo, type Reader } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Địa chỉ e-mail của bạn ở Ketnoi sắp được đổi', en: 'Your e-mail address at Ketnoi is being changed' },
  OPENING: {
    vi: 'Có người đã yêu cầu đổi địa chỉ đăng nhập của tài khoản này. Địa chỉ mới có hiệu lực khi được xác nhận từ hộp thư mới; từ đó thư này là thư cuối cùng gửi tới đây.',
    en: 'Somebody asked to change the address this account signs in with. The new one is in force once it is confirmed from its mailbox; no mail comes here after that.',
  },
  CLOSING: {
    vi: 'Nếu không phải bạn, hãy đặt lại mật khẩu ngay.',
    en: 'If it was not you, reset your password at once.',
  },
});

/** To the address so far, also where the new one has been confirmed before this is sent. */
@Injectable()
export class EmailChangeNotice implements Letter<{ changeId: string }> {
  readonly name = 'identity.email-change-notice';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
  ) {
    letters.register(this);
  }

  async compose({ changeId }: { changeId: string }): Promise<Mail | null> {
    const [asked] = await this.unitOfWork.query<Reader>(
      `SELECT old_email AS address, name, language FROM email_change JOIN person ON person.id = person_id
       WHERE email_change.id = $1`,
      [changeId],
    );
    if (!asked) return null;
    const { language } = asked;
    return letterTo(asked, {
      subject: TEXT.SUBJECT[language],
      opening: [TEXT.OPENING[language]],
      closing: [TEXT.CLOSING[language]],
    });
  }
}
