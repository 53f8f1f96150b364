import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, type Message, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { Person } from '../person.entity.js';
import { letterTo } from './words.js';

interface Text {
  SUBJECT: Message;
  OPENING: Message;
}

const TEXT = {
  FACTOR_ENROLLED: catalogue({
    SUBJECT: { vi: 'Đã thêm ứng dụng xác thực ở Ketnoi', en: 'An authenticator app was added at Ketnoi' },
    OPENING: {
      vi: 'Từ nay tài khoản này đăng nhập bằng mật khẩu và mã của ứng dụng xác thực vừa được đăng ký. Các phiên đăng nhập khác đã kết thúc.',
      en: 'From now on this account signs in with a code of the authenticator app that was just enrolled, beside the password. All other sessions were ended.',
    },
  }),
  FACTOR_REMOVED: catalogue({
    SUBJECT: { vi: 'Đã gỡ ứng dụng xác thực ở Ketnoi', en: 'The authenticator app was removed at Ketnoi' },
    OPENING: {
      vi: 'Ứng dụng xác thực của tài khoản này vừa được gỡ, và các mã khôi phục không còn dùng được.',
      en: 'The authenticator app of this account has just been removed, and its recovery codes are void.',
    },
  }),
  RECOVERY_CODES_RENEWED: catalogue({
    SUBJECT: { vi: 'Mã khôi phục Ketnoi của bạn đã được thay', en: 'Your Ketnoi recovery codes were replaced' },
    OPENING: {
      vi: 'Tài khoản này vừa nhận mã khôi phục mới; các mã trước đó không còn dùng được.',
      en: 'This account has just been given new recovery codes; those before are void.',
    },
  }),
  API_KEY_MADE: catalogue({
    SUBJECT: { vi: 'Đã tạo khóa API mang tên bạn ở Ketnoi', en: 'An API key was made in your name at Ketnoi' },
    OPENING: {
      vi: 'Một khóa API vừa được tạo với tài khoản này cho "{organisation}". Chương trình có khóa này làm việc dưới tên bạn.',
      en: 'An API key has just been made with this account for "{organisation}". A program that has it acts in your name.',
    },
  }),
  PROVIDER_LINKED: catalogue({
    SUBJECT: {
      vi: 'Đã nối Ketnoi với tài khoản của cơ quan bạn',
      en: 'Ketnoi was linked to your account at the authority',
    },
    OPENING: {
      vi: 'Lần đầu có người đăng nhập vào tài khoản Ketnoi này bằng tài khoản của "{organisation}". Từ nay tài khoản đó đăng nhập được ở đây.',
      en: 'For the first time somebody has signed in here with an account of "{organisation}". From now on that account opens this one.',
    },
  }),
} satisfies Record<string, Text>;

const CLOSING = catalogue({
  NOT_YOU: {
    vi: 'Nếu không phải bạn, hãy kết thúc mọi phiên đăng nhập, đặt lại mật khẩu ngay và báo cho người quản trị.',
    en: 'If it was not you, end all sessions, reset the password at once and tell your administrator.',
  },
});

interface About {
  personId: string;
  change: keyof typeof TEXT;
  /** Where the change is about one. */
  organisationId?: string;
}

/** To somebody whose account is opened in another way now, whoever changed it. */
@Injectable()
export class SignInChangedLetter implements Letter<About> {
  readonly name = 'identity.sign-in-changed';

  constructor(
    private readonly letters: Letters,
    private readonly unitOfWork: UnitOfWork,
  ) {
    letters.register(this);
  }

  /** Inside the open unit of work, as Ketnoi itself. */
  async send(about: About): Promise<void> {
    await this.letters.send(this, about, {
      subject: about.personId,
      organisationId: about.organisationId ?? null,
    });
  }

  async compose({ personId, change, organisationId }: About): Promise<Mail | null> {
    const { name, email, language } = await this.unitOfWork.repository(Person).findOneByOrFail({ id: personId });
    if (email === null) return null;
    const [organisation] = await this.unitOfWork.query<{ name: string }>(
      'SELECT name FROM organisation WHERE id = $1',
      [organisationId ?? null],
    );
    const text: Text = TEXT[change];
    return letterTo(
      { name, address: email, language },
      {
        subject: text.SUBJECT[language],
        opening: [sentence(text.OPENING, language, { organisation: organisation?.name ?? '' })],
        closing: [CLOSING.NOT_YOU[language]],
      },
    );
  }
}
