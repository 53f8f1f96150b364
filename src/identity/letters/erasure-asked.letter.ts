import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { letterTo, type Reader } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Dữ liệu của bạn ở Ketnoi sắp được xóa', en: 'Your data at Ketnoi is about to be erased' },
  OPENING: {
    vi: 'Bạn đã yêu cầu xóa dữ liệu cá nhân. Việc xóa bắt đầu lúc {time}; trước đó bạn có thể rút lại yêu cầu sau khi đăng nhập.',
    en: 'You asked to be erased. It begins at {time}; until then you can sign in and take it back.',
  },
  CLOSING: {
    vi: 'Nếu không phải bạn yêu cầu, hãy rút lại yêu cầu và đổi mật khẩu ngay.',
    en: 'If it was not you who asked, take it back and change your password at once.',
  },
});

const TIME = { vi: 'vi-VN', en: 'en-GB' };
const FORMAT = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' } as const;

/** To whoever has asked to be erased: the last chance of somebody whose session was left open. */
@Injectable()
export class ErasureAskedLetter implements Letter<{ erasureId: string }> {
  readonly name = 'identity.erasure-asked';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
  ) {
    letters.register(this);
  }

  async compose({ erasureId }: { erasureId: string }): Promise<Mail | null> {
    const [asked] = await this.unitOfWork.query<Reader & { dueAt: Date }>(
      `SELECT email AS address, name, language, due_at AS "dueAt" FROM erasure JOIN person ON person.id = person_id
       WHERE erasure.id = $1 AND email IS NOT NULL AND cancelled_at IS NULL AND done_at IS NULL`,
      [erasureId],
    );
    if (!asked) return null;
    const { language, dueAt } = asked;
    const time = new Intl.DateTimeFormat(TIME[language], FORMAT).format(dueAt);
    return letterTo(asked, {
      subject: TEXT.SUBJECT[language],
      opening: [sentence(TEXT.OPENING, language, { time })],
      closing: [TEXT.CLOSING[language]],
    });
  }
}
