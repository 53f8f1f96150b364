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
  SUBJECT: { vi: 'Đặt lại mật khẩu Ketnoi', en: 'Reset your Ketnoi password' },
  OPENING: {
    vi: 'Có người yêu cầu đặt lại mật khẩu cho tài khoản của bạn. Nếu là bạn, hãy dùng mã dưới đây để chọn mật khẩu mới.',
    en: 'Somebody asked to reset the password of your account. If it was you, choose a new one here.',
  },
  ACTION: { vi: 'Chọn mật khẩu mới', en: 'Choose a new password' },
  CLOSING: {
    vi: 'Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu của bạn không đổi.',
    en: 'If it was not you, do nothing: your password stays as it is.',
  },
});

interface Asked extends Reader {
  hash: Buffer;
}

/** To whoever has the address. Nothing to say where nobody has, or where a newer one is on its way. */
@Injectable()
export class PasswordResetLetter implements Letter<{ resetId: string }> {
  readonly name = 'identity.password-reset';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    letters.register(this);
  }

  async compose({ resetId }: { resetId: string }): Promise<Mail | null> {
    const [asked] = await this.unitOfWork.query<Asked>(
      `SELECT person.email AS address, name, language, password_reset.hash FROM password_reset
       JOIN person ON person.email = password_reset.email JOIN person_password ON person_id = person.id
       WHERE password_reset.id = $1 AND used_at IS NULL AND expires_at > now()`,
      [resetId],
    );
    if (!asked) return null;
    const { language, hash } = asked;
    const time = sentence(WORDS.MINUTES, language, { number: this.config.auth.passwordResetMinutes });
    return letterWithToken(asked, TEXT, {
      page: 'password-reset',
      token: await this.tokens.verified(resetId, hash),
      time,
    });
  }
}
