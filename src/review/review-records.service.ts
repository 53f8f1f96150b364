import { Injectable } from '@nestjs/common';
import type { Match } from '../matching/match.entity.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { type ListOfEach, pageOfEach } from '../platform/graphql/list-of-each.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { ReviewDecision } from './review-decision.entity.js';

const RECORDS: ListOfEach<ReviewDecision> = {
  entity: ReviewDecision,
  parent: 'matchId',
  key: 'id',
  keyIs: 'ID',
  order: 'ASC',
};

/** Reading the records of reviews. Who sees which is row-level security’s to say. */
@Injectable()
export class ReviewRecordsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A page of the records of a match, oldest first; a supplier sees what was asked and answered. */
  history(loaders: Loaders, { id }: Match, page: PageArgs): Promise<CountedConnection<ReviewDecision>> {
    return pageOfEach(this.unitOfWork, loaders, RECORDS, id, page);
  }

  /** One record, where who is acting may see it. */
  record(loaders: Loaders, id: string): Promise<ReviewDecision | null> {
    return oneById(this.unitOfWork, loaders, ReviewDecision, id);
  }
}
