import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Message } from '../../platform/i18n/message.js';
import { IDENTITY } from '../identity.errors.js';

/** Why somebody cannot be erased yet: only what others rest on, and what the person can put right. */
export interface ErasureBlock {
  reason: 'LAST_OWNER' | 'REVIEWS_IN_HAND';
  /** As Ketnoi itself. */
  stands(personId: string): Promise<boolean>;
}

const MESSAGES: Record<ErasureBlock['reason'], Message> = {
  LAST_OWNER: IDENTITY.ERASURE_LAST_OWNER,
  REVIEWS_IN_HAND: IDENTITY.ERASURE_REVIEWS_IN_HAND,
};

/** Each room says what of its own stands in the way. Whoever is alone in an organisation may always go. */
@Injectable()
export class ErasureBlocks {
  private readonly blocks: ErasureBlock[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {
    this.register({ reason: 'LAST_OWNER', stands: (personId) => this.isLastOwner(personId) });
  }

  /** Called from the constructor of the service that knows. */
  register(block: ErasureBlock): void {
    this.blocks.push(block);
  }

  async of(personId: string): Promise<Message[]> {
    const standing: Message[] = [];
    for (const { reason, stands } of this.blocks) if (await stands(personId)) standing.push(MESSAGES[reason]);
    return standing;
  }

  private async isLastOwner(personId: string): Promise<boolean> {
    const [found] = await this.unitOfWork.query(
      `SELECT FROM membership AS own JOIN organisation ON organisation.id = own.organisation_id AND kind <> 'AUTHORITY'
       WHERE own.person_id = $1 AND own.role = 'OWNER'
         AND EXISTS (SELECT FROM membership AS other WHERE other.organisation_id = own.organisation_id AND other.person_id <> $1)
         AND NOT EXISTS (SELECT FROM membership AS other WHERE other.organisation_id = own.organisation_id
           AND other.person_id <> $1 AND other.role = 'OWNER' AND other.suspended_at IS NULL)
       LIMIT 1`,
      [personId],
    );
    return found !== undefined;
  }
}
