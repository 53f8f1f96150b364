import { Injectable } from '@nestjs/common';
import { letterTo } from '../../identity/letters/words.js';
import { TaxCodeHolders } from '../../identity/tax-code-holders.service.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { catalogue, sentence } from '../../platform/i18n/message.js';
import type { Letter, Mail } from '../../platform/mail/letter.js';
import { Letters } from '../../platform/mail/letters.js';
import { TaxCodeClaim } from '../tax-code-claim.entity.js';
import type { ToOwner } from './tax-code-claimed.letter.js';

const TEXT = catalogue({
  SUBJECT: { vi: 'Đã quyết định về mã số thuế {taxCode}', en: 'Decided: the tax code {taxCode}' },
  MOVED: {
    vi: 'Mã số thuế {taxCode} từ nay thuộc về {claimant}. Lý do: {reason}',
    en: 'The tax code {taxCode} is {claimant}’s from now on. The reason: {reason}',
  },
  STAYED: {
    vi: 'Mã số thuế {taxCode} không chuyển cho {claimant}. Lý do: {reason}',
    en: 'The tax code {taxCode} does not go to {claimant}. The reason: {reason}',
  },
});

/** To an owner of either side. */
@Injectable()
export class TaxCodeDecidedLetter implements Letter<ToOwner> {
  readonly name = 'suppliers.tax-code-decided';

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
    const claim = await this.unitOfWork.repository(TaxCodeClaim).findOneBy({ id: claimId });
    if (!claim || (claim.state !== 'MOVED' && claim.state !== 'STAYED')) return null;
    const reader =
      (await this.holders.owner(claim.organisationId, personId)) ??
      (await this.holders.owner(claim.holderId, personId));
    if (!reader) return null;
    const { language } = reader;
    const { claimantName: claimant, taxCode, reason } = claim;
    return letterTo(reader, {
      subject: sentence(TEXT.SUBJECT, language, { taxCode }),
      opening: [sentence(TEXT[claim.state], language, { claimant, taxCode, reason: reason! })],
      closing: [],
    });
  }
}
