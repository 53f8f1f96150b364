import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { Person } from '../person.entity.js';
import { letterTo } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Mật khẩu Ketnoi của bạn đã được đổi', en: 'Your Ketnoi password was changed' },
  OPENING: {
    vi: 'Mật khẩu của tài khoản này vừa được đổi, và mọi phiên đăng nhập đã kết thúc.',
    en: 'The password of this account has just been changed, and all sessions were ended.',
  },
  CLOSING: {
    vi: 'Nếu không phải bạn đổi, hãy đặt lại mật khẩu ngay và báo cho chủ tài khoản của tổ chức bạn.',
    en: 'If it was not you, reset the password at once and tell an owner of your organisation.',
  },
});

/** To somebody whose password is another one now, whoever changed it. */
@Injectable()
export class PasswordChangedLetter implements Letter<{ personId: string }> {
  readonly name = 'identity.password-changed';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
  ) {
    letters.register(this);
  }

  async compose({ personId }: { personId: string }): Promise<Mail | null> {
    const { name, email, language } = await this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    if (email === null) return null;
    return letterTo(
      { name, address: email, language },
      {
        subject: TEXT.SUBJECT[language],
        opening: [TEXT.OPENING[language]],
        closing: [TEXT.CLOSING[language]],
      },
    );
  }
}
