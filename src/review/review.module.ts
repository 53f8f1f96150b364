import { Module } from '@nestjs/common';
import { AnswersService } from './answers.service.js';
import { AppealsService } from './appeals.service.js';
import { DecisionsService } from './decisions.service.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import {
  OfficialReviewRecordsResolver,
  ReviewRecordResolver,
  SupplierReviewRecordsResolver,
} from './review-records.resolver.js';
import { HandOversResolver } from './hand-overs.resolver.js';
import { HandOversService } from './hand-overs.service.js';
import { ReviewQueueResolver } from './review-queue.resolver.js';
import { ReviewResolver } from './review.resolver.js';
import { ReviewRecordsService } from './review-records.service.js';
import { ReviewRulesService } from './review-rules.service.js';
import { ReviewSelections } from './review-selections.service.js';
import { ReviewStepsService } from './review-steps.service.js';
import { ReviewSubjects } from './review-subjects.service.js';
import { ReviewWriter } from './review-writer.js';

/** Official decisions and release. */
@Module({
  imports: [RequestsModule, SuppliersModule],
  providers: [
    ReviewSubjects,
    ReviewWriter,
    ReviewStepsService,
    ReviewSelections,
    DecisionsService,
    ReviewRulesService,
    AnswersService,
    AppealsService,
    HandOversService,
    HandOversResolver,
    ReviewRecordsService,
    ReviewQueueResolver,
    ReviewResolver,
    OfficialReviewRecordsResolver,
    SupplierReviewRecordsResolver,
    ReviewRecordResolver,
  ],
})
export class ReviewModule {}
