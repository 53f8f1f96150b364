import { Global, Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { Candidates, SqlCandidates } from './candidates.js';
import { FirmBatches } from './firm-batches.js';
import { LineCriteriaResolver } from './line-criteria.resolver.js';
import { MatchLineHandler } from './match-line.handler.js';
import { MatchAreas } from './match-areas.js';
import { MatchStore } from './match-store.js';
import { MatchRunsService } from './match-runs.service.js';
import { JudgedResolver, MatchResolver, RankedMatchResolver } from './match-shapes.resolver.js';
import { LineMatchesResolver, MatchesResolver, MatchRunResolver, RequestProgressResolver } from './matches.resolver.js';
import { FirmAgainHandler } from './firm-again.handler.js';
import { FirmReactions } from './firm-reactions.js';
import { LinesToMatch } from './lines-to-match.js';
import { OutdatedMatches } from './outdated-matches.js';
import { MatchesService } from './matches.service.js';
import { ProgressResolver } from './progress.resolver.js';
import { ReviewQueueService } from './review-queue.service.js';
import { RematchService } from './rematch.service.js';
import { ReviewsInHand } from './reviews-in-hand.js';
import { RequestReactions } from './request-reactions.js';
import { RequestTeaserResolver, SupplierTeaserResolver } from './teaser.resolver.js';
import { TrialMatchService } from './trial-match.service.js';
import { GapResolver, VerdictResolver } from './verdicts/verdicts.resolver.js';
import { VerdictsInLanguages } from './verdicts/verdicts-in-languages.js';

/** Knows suppliers and requests, which do not know it. */
@Global()
@Module({
  imports: [SuppliersModule, RequestsModule],
  providers: [
    { provide: Candidates, useClass: SqlCandidates },
    FirmBatches,
    MatchAreas,
    MatchesService,
    MatchRunsService,
    MatchStore,
    OutdatedMatches,
    LinesToMatch,
    FirmReactions,
    FirmAgainHandler,
    MatchLineHandler,
    RematchService,
    ReviewsInHand,
    ReviewQueueService,
    RequestReactions,
    TrialMatchService,
    MatchesResolver,
    MatchResolver,
    JudgedResolver,
    SupplierTeaserResolver,
    RequestTeaserResolver,
    RankedMatchResolver,
    MatchRunResolver,
    LineMatchesResolver,
    LineCriteriaResolver,
    RequestProgressResolver,
    ProgressResolver,
    VerdictsInLanguages,
    VerdictResolver,
    GapResolver,
  ],
  exports: [MatchesService, ReviewQueueService, TrialMatchService],
})
export class MatchingModule {}
