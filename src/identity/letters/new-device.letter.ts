import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { PrivacyDeclarationsService } from '../personal-data/privacy-declarations.service.js';
import { letterTo, type Reader } from './words.js';

const TEXT = catalogue({
  SUBJECT: {
    vi: 'Tài khoản Ketnoi của bạn vừa được đăng nhập trên thiết bị mới',
    en: 'Your Ketnoi account was signed in to on a new device',
  },
  OPENING: {
    vi: 'Lúc {time} có người đăng nhập tài khoản này trên một thiết bị chưa từng dùng ({client}).',
    en: 'At {time} somebody signed in to this account on a device not used before ({client}).',
  },
  CLOSING: {
    vi: 'Nếu không phải bạn, hãy đổi mật khẩu ngay: mọi phiên đăng nhập sẽ kết thúc. Bạn nhận thư này vì đã đồng ý; có thể rút lại bất cứ lúc nào.',
    en: 'If it was not you, change the password at once, which ends all sessions. You get this mail since you wanted it, and may want it no longer at any time.',
  },
  UNKNOWN: { vi: 'chương trình không rõ', en: 'an unknown program' },
});

/** To somebody who wants to hear of it: their account was signed in to where it was not before. */
@Injectable()
export class NewDeviceLetter implements Letter<{ sessionId: string }> {
  readonly name = 'identity.new-device';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly declarations: PrivacyDeclarationsService,
  ) {
    letters.register(this);
  }

  /** Who has withdrawn the consent in the meantime gets none. */
  async compose({ sessionId }: { sessionId: string }): Promise<Mail | null> {
    const [session] = await this.unitOfWork.query<Reader & { personId: string; client: string | null; at: Date }>(
      `SELECT person.id AS "personId", name, email AS address, language, client, session.created_at AS at
       FROM session JOIN person ON person.id = person_id AND email IS NOT NULL WHERE session.id = $1`,
      [sessionId],
    );
    if (!session || !(await this.declarations.stands(session.personId, 'SIGN_IN_NOTICES'))) return null;
    const { language, at } = session;
    const client = session.client ?? TEXT.UNKNOWN[language];
    const values = { time: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`, client };
    return letterTo(session, {
      subject: TEXT.SUBJECT[language],
      opening: [sentence(TEXT.OPENING, language, values)],
      closing: [TEXT.CLOSING[language]],
    });
  }
}
