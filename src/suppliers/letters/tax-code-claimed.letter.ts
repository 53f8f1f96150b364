import { Injectable } from '@nestjs/common';
import { letterTo } from '../../identity/letters/words.js';
import { TaxCodeHolders } from '../../identity/tax-code-holders.service.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { TaxCodeClaim } from '../tax-code-claim.entity.js';
import { dayIn } from './day-in.js';

const TEXT = catalogue({
  SUBJECT: {
    vi: 'Có doanh nghiệp yêu cầu mã số thuế của bạn trên Ketnoi',
    en: 'A firm claims your tax code on Ketnoi',
  },
  OPENING: {
    vi: '{claimant} cho rằng mã số thuế {taxCode} là của mình và đã nộp giấy chứng nhận đăng ký. Bạn có thể trả lời trên Ketnoi đến {date}; sau đó cán bộ có thể quyết định mà không có câu trả lời của bạn.',
    en: '{claimant} says that the tax code {taxCode} is its own, and has handed in a certificate of registration. You may answer on Ketnoi until {date}; after that an official may decide without.',
  },
  CLOSING: {
    vi: 'Nếu mã được chuyển đi, những gì cán bộ đã thẩm định cho doanh nghiệp của bạn sẽ phải thẩm định lại.',
    en: 'Should the code move, what officials have checked of your firm has to be checked again.',
  },
});

export interface ToOwner {
  claimId: string;
  personId: string;
}

/** To an owner of the organisation that has the code. */
@Injectable()
export class TaxCodeClaimedLetter implements Letter<ToOwner> {
  readonly name = 'suppliers.tax-code-claimed';

  constructor(
    private readonly letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly holders: TaxCodeHolders,
  ) {
    letters.register(this);
  }

  ask(about: ToOwner, organisationId: string): Promise<void> {
    return this.letters.send(this, about, { subject: about.claimId, organisationId });
  }

  async compose({ claimId, personId }: ToOwner): Promise<Mail | null> {
    const claim = await this.unitOfWork.repository(TaxCodeClaim).findOneBy({ id: claimId, state: 'OPEN' });
    const reader = claim && (await this.holders.owner(claim.holderId, personId));
    if (!claim || !reader) return null;
    const { language } = reader;
    const { claimantName: claimant, taxCode, answerUntil } = claim;
    return letterTo(reader, {
      subject: TEXT.SUBJECT[language],
      opening: [sentence(TEXT.OPENING, language, { claimant, taxCode, date: dayIn(language, answerUntil) })],
      closing: [TEXT.CLOSING[language]],
    });
  }
}
