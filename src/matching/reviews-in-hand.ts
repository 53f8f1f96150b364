import { Injectable } from '@nestjs/common';
import { ErasureBlocks } from '../identity/personal-data/erasure-blocks.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** An official is not erased while reviews lie with them that are not over: somebody else must look after those first. */
@Injectable()
export class ReviewsInHand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    blocks: ErasureBlocks,
  ) {
    blocks.register({ reason: 'REVIEWS_IN_HAND', stands: (personId) => this.has(personId) });
  }

  private async has(personId: string): Promise<boolean> {
    const [found] = await this.unitOfWork.query(
      `SELECT FROM match WHERE reviewer_id = $1 AND left_at IS NULL AND review_state IN ('PENDING', 'PROPOSED', 'INFORMATION_REQUESTED')
       LIMIT 1`,
      [personId],
    );
    return found !== undefined;
  }
}
