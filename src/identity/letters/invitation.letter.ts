import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, type Language, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { MailedTokens } from '../mailed-tokens.js';
import { letterWithToken, WORDS } from './words.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Lời mời tham gia {organisation} trên Ketnoi', en: 'An invitation to {organisation} on Ketnoi' },
  OPENING: {
    vi: '{inviter} mời bạn làm việc cho {organisation} trên Ketnoi, nơi kết nối doanh nghiệp công nghiệp hỗ trợ Việt Nam với bên mua.',
    en: '{inviter} invites you to act for {organisation} on Ketnoi, which connects Vietnam’s supporting industries with buyers.',
  },
  ACTION: { vi: 'Nhận lời mời', en: 'Accept the invitation' },
  CLOSING: {
    vi: 'Nếu bạn không biết tổ chức này, hãy bỏ qua thư.',
    en: 'If you do not know this organisation, do nothing.',
  },
});

interface Asked {
  address: string;
  name: string | null;
  language: Language;
  organisation: string;
  inviter: string;
  hash: Buffer;
}

/** To the invited address, in the reader’s language where they have an account, else in that of whoever invites. */
@Injectable()
export class InvitationLetter implements Letter<{ tokenId: string }> {
  readonly name = 'identity.invitation';

  constructor(
    letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: MailedTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    letters.register(this);
  }

  async compose({ tokenId }: { tokenId: string }): Promise<Mail | null> {
    const [asked] = await this.unitOfWork.query<Asked>(
      `SELECT invitation.email AS address, person.name, coalesce(person.language, inviter.language) AS language,
              organisation.name AS organisation, inviter.name AS inviter, hash
       FROM invitation JOIN organisation ON organisation.id = organisation_id JOIN person AS inviter ON inviter.id = invited_by
       LEFT JOIN person ON person.email = invitation.email
       WHERE token_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()`,
      [tokenId],
    );
    if (!asked) return null;
    const { language, organisation, inviter, address, hash } = asked;
    const name = asked.name ?? address;
    const time = sentence(WORDS.DAYS, language, { number: this.config.auth.invitationDays });
    const token = await this.tokens.verified(tokenId, hash);
    const values = { inviter, organisation };
    return letterWithToken({ name, address, language }, TEXT, { page: 'invitation', token, time, values });
  }
}
