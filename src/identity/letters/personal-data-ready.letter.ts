import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { letterTo, type Reader } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Bản sao dữ liệu cá nhân của bạn ở Ketnoi', en: 'Your copy of your personal data at Ketnoi' },
  OPENING: {
    vi: 'Bản sao dữ liệu cá nhân mà bạn yêu cầu đã sẵn sàng. Hãy đăng nhập để tải về trong vài ngày tới.',
    en: 'The copy of your personal data that you asked for is ready. Sign in to fetch it within the next days.',
  },
  CLOSING: {
    vi: 'Nếu không phải bạn yêu cầu, hãy đổi mật khẩu ngay.',
    en: 'If it was not you who asked, change your password at once.',
  },
});

/** To whoever asked for a copy, once it is there. It holds no link: fetching takes signing in. */
@Injectable()
export class PersonalDataReadyLetter implements Letter<{ exportId: string }> {
  readonly name = 'identity.personal-data-ready';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
  ) {
    letters.register(this);
  }

  async compose({ exportId }: { exportId: string }): Promise<Mail | null> {
    const [reader] = await this.unitOfWork.query<Reader>(
      `SELECT email AS address, name, language FROM personal_data_export JOIN person ON person.id = person_id
       WHERE personal_data_export.id = $1 AND email IS NOT NULL`,
      [exportId],
    );
    if (!reader) return null;
    const { language } = reader;
    return letterTo(reader, {
      subject: TEXT.SUBJECT[language],
      opening: [TEXT.OPENING[language]],
      closing: [TEXT.CLOSING[language]],
    });
  }
}
