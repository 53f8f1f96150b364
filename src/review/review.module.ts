import { Module } from '@nestjs/common';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import {
  OfficialReviewRecordsResolver,
  ReviewRecordResolver,
  SupplierReviewRecordsResolver,
} from './review-records.resolver.js';
import { ReviewQueueResolver } from './review-queue.resolver.js';
import { ReviewResolver } from './review.resolver.js';
import { ReviewsService } from './reviews.service.js';

/** Official decisions and release. */
@Module({
  imports: [RequestsModule, SuppliersModule],
  providers: [
    ReviewsService,
    ReviewQueueResolver,
    ReviewResolver,
    OfficialReviewRecordsResolver,
    SupplierReviewRecordsResolver,
    ReviewRecordResolver,
  ],
})
export class ReviewModule {}
