import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { MailedTokens } from '../mailed-tokens.js';
import { letterWithToken, type Reader, WORDS } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Xác nhận địa chỉ e-mail mới cho Ketnoi', en: 'Confirm your new e-mail address for Ketnoi' },
  OPENING: {
    vi: 'Bạn muốn đăng nhập Ketnoi bằng địa chỉ này. Địa chỉ chỉ có hiệu lực sau khi bạn xác nhận.',
    en: 'You want to sign in to Ketnoi with this address. It is in force once you confirm it.',
  },
  ACTION: { vi: 'Xác nhận địa chỉ này', en: 'Confirm this address' },
  CLOSING: {
    vi: 'Nếu không phải bạn yêu cầu, hãy bỏ qua thư này.',
    en: 'If you did not ask for it, do nothing.',
  },
});

interface Asked extends Reader {
  hash: Buffer;
}

/** To the new address, unless somebody has it already. */
@Injectable()
export class EmailChangeLetter implements Letter<{ changeId: string }> {
  readonly name = 'identity.email-change';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    letters.register(this);
  }

  async compose({ changeId }: { changeId: string }): Promise<Mail | null> {
    const [asked] = await this.unitOfWork.query<Asked>(
      `SELECT new_email AS address, name, language, hash FROM email_change
       JOIN person ON person.id = person_id AND person.email = old_email
       WHERE email_change.id = $1 AND used_at IS NULL AND expires_at > now()
         AND NOT EXISTS (SELECT FROM person AS other WHERE other.email = new_email AND other.id <> person_id)`,
      [changeId],
    );
    if (!asked) return null;
    const { language, hash } = asked;
    const time = sentence(WORDS.HOURS, language, { number: this.config.auth.emailChangeHours });
    return letterWithToken(asked, TEXT, {
      page: 'email-change',
      token: await this.tokens.verified(changeId, hash),
      time,
    });
  }
}
